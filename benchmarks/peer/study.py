"""Reads a resolved study: the file study.conf that jobs/study writes into its output."""

import json
import re
from dataclasses import dataclass
from itertools import product
from pathlib import Path

# What train.py can do where it has no choice. A study that asks for anything else is refused.
ONLY = {
    "exclude": [],
    "grid.normalization": ["none"],
    "grid.residual": ["none"],
    "grid.optimizer": ["sgd"],
    "grid.bias": [True],
    "grid.loss": ["softmax-cross-entropy"],
    "training.precision": "float32",
    "training.jacobian-examples": 0,
    "training.record": "log",
    "training.trial-timeout": "none",
    "data.type": "gaussian-prototypes",
    "data.standardize": True,
}


@dataclass(frozen=True)
class Choice:
    """An initializer or a clip rule with its parameters: "value(0.5)"."""

    label: str

    @property
    def name(self):
        return self.label.partition("(")[0]

    @property
    def parameters(self):
        return [float(number) for number in re.findall(r"[-+.\w]+", self.label.partition("(")[2])]


@dataclass(frozen=True)
class Trial:
    depth: int
    width: int
    initializer: Choice
    activation: Choice
    clip: Choice
    learning_rate: float
    batch: int
    replicate: int


class Study:
    """The settings of a study, by dotted key."""

    def __init__(self, path):
        self.settings = dict(_settings(path))
        for key, value in ONLY.items():
            if self[key] != value:
                raise SystemExit(f"{path}: {key} = {self[key]}: this script knows only {value}")

    def __getitem__(self, key):
        if key not in self.settings:
            raise SystemExit(f"{key} is missing in the resolved study")
        return self.settings[key]

    def trials(self):
        """The trials, in the order of the grid."""
        axes = [
            self["grid.depth"],
            self["grid.width"],
            map(Choice, self["grid.initializer"]),
            map(Choice, self["grid.activation"]),
            map(Choice, self["grid.clip"]),
            self["grid.learning-rate"],
            self["grid.batch-size"],
            range(self["study.replicates"]),
        ]
        return [Trial(*values) for values in product(*axes)]


def _settings(path):
    section = ""
    for line in filter(str.strip, Path(path).read_text("utf-8").splitlines()):
        if opened := re.fullmatch(r"([\w-]+) \{", line):
            section = opened[1] + "."
        elif line == "}":
            section = ""
        elif setting := re.fullmatch(r"\s*([\w-]+) = (.*)", line):
            yield section + setting[1], _value(setting[2])
        else:
            raise SystemExit(f"{path}: this script cannot read {line!r}")


def _value(text):
    try:
        return json.loads(text)
    except ValueError:
        return text
