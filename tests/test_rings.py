"""Imports run one way: streamlit_app → ui → lessons → engine, and neither engine nor lessons knows of a screen."""

import ast
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parent.parent
MAY_IMPORT = {
    "engine": {"engine", "numpy", "pandas"},
    "lessons": {"lessons", "engine", "numpy", "pandas", "altair"},
    "ui": {"ui", "lessons", "engine", "pandas", "streamlit"},
}
LOADED = """
import importlib, pkgutil, sys
for name in {packages!r}:
    package = importlib.import_module(name)
    for found in pkgutil.walk_packages(package.__path__, name + "."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
print("streamlit" in sys.modules)
"""


def loads_streamlit(packages: list[str], folder: pathlib.Path = ROOT) -> bool:
    """Whether a fresh interpreter that imports every module of these packages has loaded Streamlit."""
    code = LOADED.format(packages=packages)
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.split()[-1] == "True"


def imported(file: pathlib.Path) -> set[str]:
    """The packages that a file imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            names.add(node.module or "")
    return {name.split(".")[0] for name in names}


def test_engine_and_lessons_never_load_streamlit():
    assert not loads_streamlit(["engine", "lessons"])


def test_that_test_can_fail(tmp_path):
    (tmp_path / "innocent").mkdir()
    (tmp_path / "innocent" / "__init__.py").write_text("")
    (tmp_path / "innocent" / "deep.py").write_text("import streamlit\n")
    assert loads_streamlit(["innocent"], tmp_path)


@pytest.mark.parametrize("ring", MAY_IMPORT)
def test_a_ring_imports_only_what_lies_inside_it(ring):
    for file in (ROOT / ring).rglob("*.py"):
        outside = imported(file) - MAY_IMPORT[ring] - sys.stdlib_module_names
        assert outside == set(), f"{file.relative_to(ROOT)} imports {outside}"


def test_the_front_door_imports_the_page_list_and_nothing_of_the_engine():
    assert imported(ROOT / "streamlit_app.py") <= {"streamlit", "lessons", "ui"}
