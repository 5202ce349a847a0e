"""The set-up holds what the README promises."""

import pathlib
import re
import subprocess
import tomllib

ROOT = pathlib.Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
pytest_plugins = ["pytester"]


def test_two_commands_do_everything():
    start, test = re.findall(r"```sh\n(.*?)```", README, re.S)
    assert start.strip().endswith(".venv/bin/streamlit run streamlit_app.py --server.address localhost")
    assert test.strip().endswith(".venv/bin/python -m pytest --numprocesses 2")


def test_the_checks_run_exactly_the_test_command_of_the_readme():
    script = (ROOT / ".ci" / "run").read_text()
    extraction = re.search(r"test_command=\$\((sed .*)\)\n", script)[1]
    extracted = subprocess.run(["bash", "-c", extraction], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert extracted.strip() == re.findall(r"```sh\n(.*?)```", README, re.S)[1].strip()
    assert script.rstrip().endswith('eval "$test_command"')


def test_every_picture_of_the_readme_is_there():
    pictures = re.findall(r"!\[[^]]*\]\(([^)]*)\)", README)
    assert pictures
    assert [p for p in pictures if not (ROOT / p).is_file()] == []


def test_streamlit_is_set_to_be_fast_and_silent():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["runner"]["postScriptGC"] is False
    assert config["server"]["fileWatcherType"] == "none"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"


def test_a_skipped_test_fails(pytester):
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text())
    pytester.makepyfile(
        "import pytest\ndef test_a(): pytest.skip()\n@pytest.mark.xfail\ndef test_b(): assert 0\ndef test_c(): pass\n"
    )
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(failed=2, passed=1)


def test_a_file_that_skips_itself_fails(pytester):
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text())
    pytester.makepyfile("import pytest\npytest.importorskip('no_such_module')\n")
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(errors=1)
