"""A grid of networks in plain PyTorch, with the gradients of each layer: what a user would write without Gradient Atlas.

usage: train.py STUDY_CONF OUT_DIRECTORY PROCESSES
"""

import csv
import math
import multiprocessing
import os
import sys
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # OpenBLAS reads it when PyTorch loads it
import torch
from torch import nn

from study import Study

ACTIVATIONS = {
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
    "relu": nn.ReLU,
    "leaky-relu": lambda slope=0.01: nn.LeakyReLU(slope),
}
INITIALIZERS = {
    "normal": lambda w, sd: nn.init.normal_(w, std=sd),
    "lecun-normal": lambda w: nn.init.normal_(w, std=1 / math.sqrt(w.shape[1])),
    "xavier-normal": nn.init.xavier_normal_,
    "he-normal": lambda w: nn.init.kaiming_normal_(w, nonlinearity="relu"),
    "orthogonal": lambda w, gain=1: nn.init.orthogonal_(w, gain),
}
CLIP_RULES = {
    "none": lambda parameters: None,
    "value": nn.utils.clip_grad_value_,
}
COLUMNS = "depth width initializer activation clip learning_rate batch_size replicate".split()
MEASURED = "step layer delta_rms grad_w_l2 final_accuracy".split()


def network(trial, inputs, outputs):
    layers = []
    for fan_in, fan_out in pairwise([inputs] + [trial.width] * trial.depth + [outputs]):
        linear = nn.Linear(fan_in, fan_out)
        INITIALIZERS[trial.initializer.name](linear.weight, *trial.initializer.parameters)
        nn.init.zeros_(linear.bias)
        layers += [linear, ACTIVATIONS[trial.activation.name](*trial.activation.parameters)]
    return nn.Sequential(*layers[:-1])


@lru_cache(maxsize=None)
def data(classes, features, examples, noise, held_back, seed):
    """Classes around random prototypes, split and standardized: features and labels to train on, then to validate on."""
    random = torch.Generator().manual_seed(seed)
    labels = torch.arange(examples) % classes
    prototypes = torch.randn(classes, features, generator=random)
    x = prototypes[labels] + noise * torch.randn(examples, features, generator=random)
    order = torch.randperm(examples, generator=random)
    held, rest = order.split([held_back, examples - held_back])
    x = (x - x[rest].mean(0)) / x[rest].std(0, unbiased=False)
    return x[rest], labels[rest], x[held], labels[held]


def batches(x, y, size):
    """Full batches, in a new order each epoch, without end."""
    while True:
        order = torch.randperm(len(x))
        for i in range(0, len(x) - size + 1, size):
            rows = order[i : i + size]
            yield x[rows], y[rows]


def forward(model, x, kept):
    """The outputs; the pre-activations of each layer go to `kept`, and keep their gradients."""
    for module in model:
        x = module(x)
        if isinstance(module, nn.Linear):
            x.retain_grad()
            kept.append(x)
    return x


def measure(model, kept, batch):
    """delta_rms and grad_w_l2 of each layer; delta is the gradient of one example's loss."""
    linears = (module for module in model if isinstance(module, nn.Linear))
    for layer, (linear, z) in enumerate(zip(linears, kept), 1):
        yield layer, batch * z.grad.norm().item() / math.sqrt(z.numel()), linear.weight.grad.norm().item()


def is_recorded(step, steps):
    return step & (step - 1) == 0 or step == steps - 1


def train(study, trial):
    """The measured rows of one trial: step, layer, delta_rms, grad_w_l2; and its final accuracy."""
    examples, steps = study["data.examples"], study["training.steps"]
    held_back = max(1, round(study["data.validation-fraction"] * examples))
    seed = study["study.seed"] * 1_000 + trial.replicate
    x, y, validation_x, validation_y = data(
        study["data.classes"], study["data.features"], examples, study["data.noise"], held_back, seed
    )
    torch.manual_seed(seed)
    model = network(trial, study["data.features"], study["data.classes"])
    optimizer = torch.optim.SGD(model.parameters(), lr=trial.learning_rate)
    clip = CLIP_RULES[trial.clip.name]
    rows = []
    for step, (inputs, labels) in zip(range(steps), batches(x, y, trial.batch)):
        kept = []
        record = is_recorded(step, steps)
        loss = nn.functional.cross_entropy(forward(model, inputs, kept) if record else model(inputs), labels)
        if not math.isfinite(loss.item()):
            return rows, math.nan
        optimizer.zero_grad()
        loss.backward()
        if record:
            rows += [(step, *measured) for measured in measure(model, kept, trial.batch)]
        clip(model.parameters(), *trial.clip.parameters)
        optimizer.step()
    with torch.no_grad():
        accuracy = (model(validation_x).argmax(1) == validation_y).float().mean().item()
    return rows, accuracy


def work(number, study, out, taken):
    """Trains the trials that no other process has taken yet."""
    torch.set_num_threads(1)
    trials = study.trials()
    with open(out / f"layers-{number}.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS + MEASURED)
        while (index := take(taken)) < len(trials):
            trial = trials[index]
            cell = [getattr(value, "label", value) for value in vars(trial).values()]
            rows, accuracy = train(study, trial)
            table.writerows([*cell, *row, accuracy] for row in rows)


def take(taken):
    with taken.get_lock():
        taken.value += 1
        return taken.value - 1


def main(conf, out, processes):
    study, out = Study(conf), Path(out)
    out.mkdir(parents=True)
    torch.set_num_threads(1)
    fork = multiprocessing.get_context("fork")  # so that PyTorch is loaded once
    taken = fork.Value("l", 0)
    workers = [fork.Process(target=work, args=(i, study, out, taken)) for i in range(int(processes))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise SystemExit("a process failed")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
