"""Whether both did the same work: the cells that learned, and the gradients that reach the first layer."""

import csv
import io
import math
from collections import defaultdict
from statistics import median

CELL = ["depth", "width", "initializer", "activation", "clip", "learning_rate", "batch_size"]
# The rows of our study that are compared, one a trial: its first layer at the first step.
QUERY = """
SELECT t.depth, t.width, t.initializer, t.activation, t.learning_rate, t.batch_size, l.delta_rms, l.grad_w_l2,
  t.final_accuracy, t.clip_kind || coalesce('(' || t.clip_threshold || ')', '') AS clip
FROM trials t JOIN layers l USING (trial_id) WHERE l.phase = 'train' AND l.step = 0 AND l.layer = 1
"""
# Gradients count as equal within this factor: both draw weights of their own, and three replicates leave that much.
FACTOR = 2


def agreement(ours, out, classes):
    """How many cells agree, of how many that both have: (learned or not, gradients, cells)."""
    theirs = [line for path in sorted(out.glob("layers-*.csv")) for line in _first_layers(path)]
    a, b = _cells(csv.DictReader(io.StringIO(ours))), _cells(theirs)
    if not a or a.keys() != b.keys():
        raise SystemExit(f"the study has {len(a)} cells, the script {len(b)}, and they are not the same")
    halfway = (1 + 1 / classes) / 2
    learned = sum((a[cell][2] > halfway) == (b[cell][2] > halfway) for cell in a)
    gradients = sum(all(map(_alike, a[cell][:2], b[cell][:2])) for cell in a)
    return {"cells": len(a), "same_outcome": learned, "same_gradients": gradients}


def _first_layers(path):
    with open(path, newline="") as file:
        yield from (row for row in csv.DictReader(file) if row["step"] == "0" and row["layer"] == "1")


def _cells(rows):
    """Medians over the replicates: delta_rms, grad_w_l2, final_accuracy."""
    cells = defaultdict(list)
    for row in rows:
        cell = tuple(row[axis] for axis in CELL)
        cells[cell].append([_number(row[column]) for column in ("delta_rms", "grad_w_l2", "final_accuracy")])
    return {cell: [median(column) for column in zip(*trials)] for cell, trials in cells.items()}


def _number(text):
    """What was not finite, as the accuracy of a network that diverged, counts as 0."""
    number = float(text or 0)
    return number if math.isfinite(number) else 0.0


def _alike(a, b):
    return a == b or (a > 0 and b > 0 and max(a / b, b / a) <= FACTOR)
