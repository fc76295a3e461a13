"""The vocabulary of facts and the way from a profile to them."""

from .definition import ROLE_WORDS, ROLES, FactDefinition, instance_name
from .derive import Facts, derive
from .values import Choice, Members, Range, Value
from .vocabulary import VOCABULARY, definition_of, label_of, order_of, path_of, split_instance

__all__ = [
    "ROLES",
    "ROLE_WORDS",
    "VOCABULARY",
    "Choice",
    "FactDefinition",
    "Facts",
    "Members",
    "Range",
    "Value",
    "definition_of",
    "derive",
    "instance_name",
    "label_of",
    "order_of",
    "path_of",
    "split_instance",
]
