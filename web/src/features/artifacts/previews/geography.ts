type Shape =
  { kind: 'point'; x: number; y: number; title: string } | { kind: 'shape' | 'line'; path: string; title: string };

/** `unit` is a 600th of the larger side, to draw points of one size. */
type Drawing = { viewBox: string; unit: number; shapes: Shape[] };

type Geometry = { type?: string; coordinates?: unknown; geometries?: Geometry[] };
type Feature = { geometry?: Geometry | null; properties?: Record<string, unknown> | null };

const MARGIN = 0.04;

/** GeoJSON (RFC 7946) as shapes in Web Mercator, as maps show it; undefined where it is none. */
export function drawn(text: string): Drawing | undefined {
  const features = read(text);
  if (!features) return undefined;
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const place = (position: unknown): [number, number] => {
    const [x, y] = projected(position);
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y);
    return [x, y];
  };
  const shapes: Shape[] = [];
  try {
    for (const feature of features) {
      if (feature.geometry) add(feature.geometry, JSON.stringify(feature.properties ?? {}), place, shapes);
    }
  } catch {
    return undefined; // coordinates that are none
  }
  if (shapes.length === 0) return undefined;
  const size = Math.max(bounds.right - bounds.left, bounds.bottom - bounds.top, 1e-6);
  const margin = size * MARGIN;
  const box = [
    bounds.left - margin,
    bounds.top - margin,
    Math.max(bounds.right - bounds.left, size / 100) + 2 * margin,
    Math.max(bounds.bottom - bounds.top, size / 100) + 2 * margin,
  ];
  return { viewBox: box.join(' '), unit: size / 600, shapes };
}

function read(text: string): Feature[] | undefined {
  try {
    const found = JSON.parse(text) as { type?: string; features?: Feature[] } & Feature & Geometry;
    if (found.type === 'FeatureCollection') return found.features;
    return found.type === 'Feature' ? [found] : [{ geometry: found }];
  } catch {
    return undefined;
  }
}

type Place = (position: unknown) => [number, number];

function add(geometry: Geometry, title: string, place: Place, shapes: Shape[]): void {
  const { type, coordinates } = geometry;
  const line = (positions: unknown) =>
    (positions as unknown[]).map((position, at) => `${at === 0 ? 'M' : 'L'}${place(position).join(' ')}`).join('');
  const rings = (polygon: unknown) => (polygon as unknown[]).map((ring) => `${line(ring)}Z`).join('');
  const each = (draw: (part: unknown) => string) => (coordinates as unknown[]).map(draw).join('');
  const point = (position: unknown) => {
    const [x, y] = place(position);
    shapes.push({ kind: 'point', x, y, title });
  };
  if (type === 'Point') point(coordinates);
  else if (type === 'MultiPoint') (coordinates as unknown[]).forEach(point);
  else if (type === 'LineString') shapes.push({ kind: 'line', path: line(coordinates), title });
  else if (type === 'MultiLineString') shapes.push({ kind: 'line', path: each(line), title });
  else if (type === 'Polygon') shapes.push({ kind: 'shape', path: rings(coordinates), title });
  else if (type === 'MultiPolygon') shapes.push({ kind: 'shape', path: each(rings), title });
  else if (type === 'GeometryCollection') for (const part of geometry.geometries ?? []) add(part, title, place, shapes);
}

const POLE = 85;

function projected(position: unknown): [number, number] {
  const [longitude, latitude] = (position as unknown[]).map(Number);
  if (longitude === undefined || latitude === undefined || !Number.isFinite(longitude + latitude)) {
    throw new TypeError('Not a position');
  }
  const bounded = Math.max(-POLE, Math.min(POLE, latitude));
  return [longitude, (-180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (bounded * Math.PI) / 360))];
}
