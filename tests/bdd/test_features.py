"""Every scenario of every feature file."""

from pytest_bdd import scenarios

scenarios(".")
