"""Draws docs/figures/run-search.svg from outputs of 'bench/runs.py measure'.

    bench/plot.py RUNS=FILE… > docs/figures/run-search.svg      such as 1000=small.txt 10000=middle.txt 100000=large.txt

Milliseconds of processor time a search over runs of the experiment, both axes logarithmic. Standard library only.
"""

import math
import sys

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 60, 215, 20, 50
LEAST, MOST = 1, 100
"""Milliseconds at the ends of the upright axis."""

COLOURS = "#0072b2 #009e73 #56b4e9 #cc79a7 #999999 #000000 #d55e00 #e69f00 #7b3294 #a6761d".split()
LABEL_HEIGHT = 15


def read(file):
    """Milliseconds of processor time by the names of searches."""
    with open(file) as lines:
        rows = [line.split() for line in lines if " req/s " in line]
    return {row[0]: float(row[row.index("cpu") + 1]) for row in rows}


def across(runs, all_runs):
    low, high = math.log(min(all_runs)), math.log(max(all_runs))
    return LEFT + (math.log(runs) - low) / (high - low) * (WIDTH - LEFT - RIGHT)


def up(milliseconds):
    part = math.log(max(milliseconds, LEAST) / LEAST) / math.log(MOST / LEAST)
    return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM)


def text(x, y, content, anchor="start", colour="#555"):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{content}</text>'


def line(points, colour, width):
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def axes(sizes):
    for milliseconds in (1, 2, 5, 10, 20, 50, 100):
        y = up(milliseconds)
        yield line([(LEFT, y), (WIDTH - RIGHT, y)], "#ddd", 1)
        yield text(LEFT - 8, y + 4, f"{milliseconds} ms", "end")
    for runs in sizes:
        yield text(across(runs, sizes), HEIGHT - BOTTOM + 20, f"{runs:,}", "middle")
    yield text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "runs in the experiment", "middle")


def curves(measured):
    sizes, names = sorted(measured), list(measured[max(measured)])
    at_end = sorted(names, key=lambda name: -measured[sizes[-1]][name])
    below = 0
    for name in at_end:
        colour = COLOURS[names.index(name) % len(COLOURS)]
        points = [(across(runs, sizes), up(measured[runs][name])) for runs in sizes]
        yield line(points, colour, 2)
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
        below = max(points[-1][1] + 4, below + LABEL_HEIGHT)
        yield text(points[-1][0] + 10, below, name, colour=colour)


def main():
    measured = {int(runs): read(file) for runs, file in (argument.split("=", 1) for argument in sys.argv[1:])}
    if len(measured) < 2:
        sys.exit(__doc__)
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">')
    print(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>')
    print("\n".join([*axes(sorted(measured)), *curves(measured)]))
    print("</svg>")


if __name__ == "__main__":
    main()
