"""Case folders: found, read, validated and begun."""

from counterpoise.casefiles.folder import case_folder, read_case
from counterpoise.casefiles.skeleton import write_skeleton

__all__ = ["case_folder", "read_case", "write_skeleton"]
