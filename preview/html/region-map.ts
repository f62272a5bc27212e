// Where the regions are and what changes there, drawn by longitude and latitude.
import type { Place } from "./continents.ts";
import { CONTINENTS } from "./continents.ts";
import { drawing } from "./drawing.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import type { Label, Point } from "./label-places.ts";
import { labelPlaces } from "./label-places.ts";
import type { Counts } from "../since/operations.ts";
import { inWords, OPERATIONS, SIGNS, worstOf } from "../since/operations.ts";
import places from "./region-places.json" with { type: "json" };

export interface MapRegion {
  region: string;
  stacks: readonly string[];
  /** Undefined where nothing is compared. */
  changes: Counts | undefined;
}

const PLACES = new Map(Object.entries(places.regions));

/** The name that people have for a region; undefined for one that the table does not know. */
export const placeOf = (region: string): string | undefined => PLACES.get(region)?.place;

const WIDTH = 960;
/** People live between these. */
const [NORTH, SOUTH] = [78, -52];
const PER_DEGREE = WIDTH / 360;
const HEIGHT = Math.round((NORTH - SOUTH) * PER_DEGREE);
/** Of the letters of a label at 12 px, about. */
const LETTER = 6.9;

const project = ([longitude, latitude]: Place): Point => ({
  x: Math.round((longitude + 180) * PER_DEGREE),
  y: Math.round((NORTH - latitude) * PER_DEGREE),
});

/** The map of regions that the table knows; the others are for the caller to list, see {@link placeOf}. */
export function regionMap(regions: readonly MapRegion[]): Html {
  const known = regions.flatMap((region) => {
    const place = PLACES.get(region.region);
    if (place === undefined) return [];
    const label = labelOf(region);
    return [{ ...region, label, ...project([place.longitude, place.latitude]) }];
  });
  const labels = labelPlaces(
    known.map(({ x, y, label }) => ({ x, y, width: label.length * LETTER })),
    WIDTH,
  );
  return drawing(
    {
      ...{ kind: "map", id: "map", label: "Map of regions", title: "Regions and what changes in each" },
      text: known.map(({ label }) => label).join("; "),
      ...{ width: WIDTH, height: HEIGHT },
    },
    [
      graticule(),
      CONTINENTS.map((outline) => html`<polygon class="land" points="${points(outline)}" />`),
      known.map((region, index) => dot(region, labels[index])),
    ],
  );
}

function labelOf({ region, changes }: MapRegion): string {
  if (changes === undefined) return region;
  const words = OPERATIONS.filter((op) => changes[op] > 0).map((op) => `${SIGNS[op]}${changes[op]}`);
  return [region, ...words].join(" ");
}

const points = (outline: readonly Place[]): string =>
  outline
    .map(project)
    .map(({ x, y }) => `${x},${y}`)
    .join(" ");

/** A line each 30 degrees. */
function graticule(): Html[] {
  const meridians = [-150, -120, -90, -60, -30, 0, 30, 60, 90, 120, 150].map((longitude) => {
    const { x } = project([longitude, 0]);
    return html`<line class="graticule" x1="${x}" y1="0" x2="${x}" y2="${HEIGHT}" />`;
  });
  const parallels = [60, 30, 0, -30].map((latitude) => {
    const { y } = project([0, latitude]);
    return html`<line class="graticule" x1="0" y1="${y}" x2="${WIDTH}" y2="${y}" />`;
  });
  return [...meridians, ...parallels];
}

function dot(
  { x, y, label, region, stacks, changes }: MapRegion & Point & { label: string },
  place?: Label,
): Html {
  const worst = changes === undefined ? undefined : worstOf(changes);
  const far = place !== undefined && Math.abs(place.y - y) > 2;
  const told = `${region}: ${stacks.join(", ")}${changes === undefined ? "" : `, ${inWords(changes) || "no change"}`}`;
  return html`
    <g class="spot ${worst ?? "none"}">
      <title>${told}</title>
      ${far ? html`<line class="leader" x1="${x}" y1="${y}" x2="${place.x}" y2="${place.y}" />` : html``}
      ${shape(x, y, worst)}
      <text x="${place?.x ?? x}" y="${(place?.y ?? y) + 4}" text-anchor="${place?.anchor ?? "start"}"
        >${label}</text
      >
    </g>
  `;
}

/** A shape for each kind of change: colour alone tells nobody everything. */
function shape(x: number, y: number, worst: ReturnType<typeof worstOf>): Html {
  if (worst === "replace" || worst === "delete")
    return html`<path d="M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z" />`;
  if (worst === "create") return html`<rect x="${x - 5}" y="${y - 5}" width="10" height="10" />`;
  return html`<circle cx="${x}" cy="${y}" r="5" />`;
}
