"""How concentrated a state's ties are, what is missing, what could take their place, what moved.

Plain arrays in, numbers out. Values are amounts of one unit (orders, disbursements); a partner is a
position in the array. Nothing here knows a source or a state.
"""

from counterpoise.relations.concentration.bounds import Bounds, missingness_bounds
from counterpoise.relations.concentration.change import (
    LevelChange,
    OrderChange,
    change_by_orders,
    change_of_levels,
)
from counterpoise.relations.concentration.groups import capability_index, refuse_overlap
from counterpoise.relations.concentration.indices import (
    asymmetry,
    effective_partners,
    herfindahl,
    herfindahl_normalised,
    shares_of,
    top_share,
    whole,
)
from counterpoise.relations.concentration.substitutes import replacement_growth, substitution

__all__ = [
    "Bounds",
    "LevelChange",
    "OrderChange",
    "asymmetry",
    "capability_index",
    "change_by_orders",
    "change_of_levels",
    "effective_partners",
    "herfindahl",
    "herfindahl_normalised",
    "missingness_bounds",
    "refuse_overlap",
    "replacement_growth",
    "shares_of",
    "substitution",
    "top_share",
    "whole",
]
