import runpy
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithTable(build_py):
    """Computes the table once, when the package is installed, so that looking up is all that is left to do."""

    def run(self):
        super().run()
        compute = runpy.run_path("compute.py")["compute"]
        table = Path(self.build_lib, "suntable", "sun.table")
        table.parent.mkdir(parents=True, exist_ok=True)
        table.write_bytes(compute())


setup(
    name="suntable",
    version="2.1.0",
    description="Sunrise and sunset for every day and latitude, from a table",
    packages=["suntable"],
    cmdclass={"build_py": BuildWithTable},
)
