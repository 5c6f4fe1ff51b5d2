from setuptools import setup

setup(
    name="wsgiroutes",
    version="1.0.3",
    description="Routes from path patterns to functions that answer with JSON",
    py_modules=["wsgiroutes"],
)
