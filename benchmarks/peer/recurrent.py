"""Steps of recurrent networks in plain PyTorch: an eager loop over time, because fused modules do not show its gradients.

The networks of `scripts/bench --recurrent`: one layer of width 64, 50 time steps, batches of 64, loss at the last step, SGD.
At steps 0, 1, 2, 4, 8 and so on it records the gradient at every time step, and each tensor's. Prints microseconds of one
thread's processor time a step: medians of nine rounds.

usage: recurrent.py
"""

import math
import os
import statistics
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # OpenBLAS reads it when PyTorch loads it
import torch
from torch import nn
from torch.nn.functional import cross_entropy

BATCH, WIDTH, TIME_STEPS, CLASSES, ROUNDS = 64, 64, 50, 10, 9
GATES = {"tanh": 1, "relu": 1, "gru": 3, "lstm": 4}


class Network(nn.Module):
    def __init__(self, cell, features):
        super().__init__()
        self.cell = cell
        columns = GATES[cell] * WIDTH
        self.w = nn.Parameter(torch.randn(features, columns) / math.sqrt(features))
        self.r = nn.Parameter(torch.randn(WIDTH, columns) / math.sqrt(WIDTH))
        self.b = nn.Parameter(torch.zeros(columns))
        self.output = nn.Linear(WIDTH, CLASSES)

    def forward(self, x, states):
        """The outputs; the state after each time step goes to `states`, and keeps its gradient if `states` is a list."""
        h = x.new_zeros(len(x), WIDTH)
        c = h
        sums = x @ self.w + self.b
        for t in range(TIME_STEPS):
            if self.cell == "lstm":
                i, f, o, g = (sums[:, t] + h @ self.r).chunk(4, 1)
                c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
                h = torch.sigmoid(o) * torch.tanh(c)
            elif self.cell == "gru":
                above, below = sums[:, t].split([2 * WIDTH, WIDTH], 1)
                gates, new = (h @ self.r).split([2 * WIDTH, WIDTH], 1)
                reset, kept = torch.sigmoid(above + gates).chunk(2, 1)
                h = kept * h + (1 - kept) * torch.tanh(below + reset * new)
            else:
                z = sums[:, t] + h @ self.r
                h = torch.tanh(z) if self.cell == "tanh" else torch.relu(z)
            if states is not None:
                h.retain_grad()
                states.append(h)
        return self.output(h)


def rms(x):
    return x.square().mean().sqrt().item()


class Steps:
    def __init__(self, cell, features):
        torch.manual_seed(5)
        self.model = Network(cell, features)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=1e-4)
        self.x = torch.randn(BATCH, TIME_STEPS, features)
        self.y = torch.randint(CLASSES, (BATCH,))
        self.step = 0
        self.rows = []

    def run(self, steps):
        for _ in range(steps):
            recorded = self.step & (self.step - 1) == 0
            states = [] if recorded else None
            self.optimizer.zero_grad()
            cross_entropy(self.model(self.x, states), self.y).backward()
            if recorded:
                self.rows = [(rms(h.grad), h.std().item()) for h in states]
                self.rows += [(p.grad.norm().item(), p.norm().item()) for p in self.model.parameters()]
            self.optimizer.step()
            self.step += 1


def microseconds(contestant, steps):
    start = time.thread_time()
    contestant.run(steps)
    return (time.thread_time() - start) * 1e6 / steps


def main():
    torch.set_num_threads(1)
    print(f"PyTorch {torch.__version__}, 1 thread")
    print("cell features      step")
    for cell in GATES:
        for features in (2, WIDTH):
            contestant = Steps(cell, features)
            contestant.run(10)
            times = [microseconds(contestant, 20 // GATES[cell]) for _ in range(ROUNDS)]
            print(f"{cell:>4} {features:8d} {statistics.median(times):9.1f}")


if __name__ == "__main__":
    main()
