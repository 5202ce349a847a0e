"""What the README shows is what happens: its examples run, and print what their comments say."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
SAYS = [
    ["dL/dx[k] = sum(j, delta[k-j]*w[j]*x[k-j]) + delta[k]*sum(j, w[j]*x[k+j])"],
    ["(2, 6, 5, 4)", "<gradient agrees in all 113 comparisons>"],
]


@pytest.mark.parametrize(("example", "says"), list(zip(EXAMPLES, SAYS, strict=True)), ids=("a layer", "the arithmetic"))
def test_example(example, says):
    done = subprocess.run([sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    for line in says:
        assert line in done.stdout
        assert line in example
