// Where the names of points go, so that none lies on another.

export interface Point {
  x: number;
  y: number;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Label extends Point {
  anchor: "start" | "end";
}

const HEIGHT = 15;
/** From a point to its name. */
const GAP = 9;
/** Rows of text above and below that are tried. */
const ROWS = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7];

/**
 * A place for each name beside its point: right or left, and as near as there is room.
 * @param named in the order of the places that they get; widths in the unit of the points
 */
export function labelPlaces(named: readonly (Point & { width: number })[], width: number): Label[] {
  const taken: Box[] = named.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  return named.map((point) => {
    const candidates = ROWS.flatMap((row) =>
      (["start", "end"] as const).map((anchor) => candidate(point, anchor, row * HEIGHT)),
    );
    const free = candidates.find(
      ({ box }) => box.left >= 0 && box.right <= width && !taken.some((other) => overlap(box, other)),
    );
    const chosen = free ?? candidate(point, "start", 0);
    taken.push(chosen.box);
    return chosen.label;
  });
}

function candidate(
  { x, y, width }: Point & { width: number },
  anchor: Label["anchor"],
  down: number,
): { label: Label; box: Box } {
  const at = anchor === "start" ? x + GAP : x - GAP;
  const left = anchor === "start" ? at : at - width;
  const middle = y + down;
  return {
    label: { x: at, y: middle, anchor },
    box: { left, right: left + width, top: middle - HEIGHT / 2, bottom: middle + HEIGHT / 2 },
  };
}

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
