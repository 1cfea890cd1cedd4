"""Times jobs/study beside train.py, whole commands in turns; scripts/bench --peer runs it."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import torch

from agreement import QUERY, agreement
from study import Study

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CONF = "conf/studies/quickstart.conf"
SCRATCH = ROOT / "target" / "peer"
SLOTS = len(os.sched_getaffinity(0))


def main():
    options = arguments()
    library = blas()
    if library is None:
        print("scripts/bench: skipped: PyTorch has no fast BLAS here (apt-get install libopenblas0-pthread)")
        return
    shutil.rmtree(SCRATCH, ignore_errors=True)
    SCRATCH.mkdir(parents=True)
    about = {
        "date": time.strftime("%Y-%m-%d"),
        "cpu": cpu(),
        "slots": SLOTS,
        "load": round(os.getloadavg()[0], 1),
        "commit": commit(),
        "torch": torch.__version__,
        "blas": library,
    }
    print(", ".join(f"{key} {value}" for key, value in about.items()), flush=True)
    timed("warm-up", study("warm-up", "--set", "training.steps=1"))  # builds what is missing
    runs = []
    for _ in range(options.runs):
        runs.append(pair())
        runs.append(pair(10 * runs[-1]["steps"]))
    results = list(summaries(runs))
    show(results)
    if options.json:
        options.json.write_text(text({"about": [about], "results": results, "runs": runs}), "utf-8")


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/bench --peer", allow_abbrev=False)
    parser.add_argument("--runs", type=positive, default=5, metavar="N", help="runs of each; medians are shown (default: 5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="writes all numbers there")
    return parser.parse_args()


def positive(text):
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text}: at least 1 is allowed")
    return int(text)


def blas():
    """The library of PyTorch's matrix products; None if it is the slow reference BLAS, which no user would keep."""
    if torch.backends.mkl.is_available():
        return "MKL"
    mapped = Path("/proc/self/maps").read_text("utf-8")
    return next((name for name in ("openblas", "blis", "atlas") if name in mapped), None)


def cpu():
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "unknown")


def commit():
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def pair(steps=None):
    """Both once, one after the other; by default with the steps of the study file."""
    ours, theirs = SCRATCH / "study", SCRATCH / "script"
    for out in (ours, theirs):
        shutil.rmtree(out, ignore_errors=True)
    changed = ["--set", f"training.steps={steps}"] if steps else []
    a = timed("study", study("study", *changed))
    # The script reads the study as it was resolved: no setting is written down twice.
    conf = ours / "study.conf"
    b = timed("script", [sys.executable, "-B", HERE / "train.py", conf, theirs, str(SLOTS)])
    resolved = Study(conf)
    rows = subprocess.run([ROOT / "jobs" / "query", ours, QUERY, "--format", "csv"], check=True, capture_output=True, text=True)
    same = agreement(rows.stdout, theirs, resolved["data.classes"])
    print(f"{resolved['training.steps']} steps: study {a['wall_s']} s, script {b['wall_s']} s", file=sys.stderr, flush=True)
    return {"steps": resolved["training.steps"], "study": a, "script": b, "ratio": round(a["wall_s"] / b["wall_s"], 3)} | same


def study(name, *changed):
    return [ROOT / "jobs" / "study", ROOT / CONF, "--out", SCRATCH / name, *changed]


def timed(name, command):
    """Wall time and processor time of a whole command."""
    log = SCRATCH / f"{name}.log"
    environment = {key: value for key, value in os.environ.items() if key != "OPENBLAS_CORETYPE"}
    with open(log, "w") as output:
        begun = time.monotonic()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{log.read_text('utf-8')[-2000:]}")
    return {"wall_s": round(wall, 2), "cpu_s": round(used.ru_utime + used.ru_stime, 2)}


def summaries(runs):
    """Medians by the number of steps; the ratio is the median of the ratios, each of two neighbouring runs."""
    for steps in sorted({run["steps"] for run in runs}):
        alike = [run for run in runs if run["steps"] == steps]
        times = {
            f"{who}_{what}": median(run[who][what] for run in alike)
            for who in ("study", "script")
            for what in ("wall_s", "cpu_s")
        }
        ratio = {"ratio": round(median(run["ratio"] for run in alike), 3)}
        least = {key: min(run[key] for run in alike) for key in ("cells", "same_outcome", "same_gradients")}
        yield {"steps": steps, "runs": len(alike)} | times | ratio | least


def text(parts):
    """JSON with one object a line, as the tables of docs read it."""
    lists = (
        f'"{name}":[\n' + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]"
        for name, rows in parts.items()
    )
    return "{" + ",\n".join(lists) + "}\n"


def show(results):
    print(f"{'':>5}  {'jobs/study':>15}  {'PyTorch':>15}\n{'steps':>5} {'wall s':>8} {'CPU s':>7} {'wall s':>9} {'CPU s':>7} {'ratio':>7}")
    for r in results:
        print(
            f"{r['steps']:5} {r['study_wall_s']:8.1f} {r['study_cpu_s']:7.1f} {r['script_wall_s']:9.1f}"
            f" {r['script_cpu_s']:7.1f} {r['ratio']:7.2f}"
        )
    for r in results:
        print(
            f"{r['steps']} steps: of {r['cells']} cells {r['same_outcome']} agree on whether they learned,"
            f" {r['same_gradients']} on the first gradients of layer 1"
        )


if __name__ == "__main__":
    main()
