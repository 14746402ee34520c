"""The tests; probes have to be there before the first module of the package is imported."""

from tests.measured import begin

MEASURING = begin()
