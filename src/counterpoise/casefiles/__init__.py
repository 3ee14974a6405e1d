"""Case folders: found, read, validated and begun."""

from counterpoise.casefiles.folder import bundled_cases, case_folder, read_case
from counterpoise.casefiles.skeleton import write_skeleton

__all__ = ["bundled_cases", "case_folder", "read_case", "write_skeleton"]
