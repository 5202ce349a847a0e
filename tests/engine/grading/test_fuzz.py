"""A hundred thousand strings that nobody should type get a verdict, a message and the case that belongs to it."""

import pytest

from tests.fuzz import run, shares

COUNT = 100_000


@pytest.mark.parametrize(("name", "wanted", "count"), shares(COUNT))
def test_whatever_is_typed_gets_a_verdict(name, wanted, count):
    seen = run(name, wanted, count)
    assert seen.broken == []
    assert seen.verdicts.total() == count
