import { xText, type XKind } from './axes';
import { placer, trace, traceOutline, type Frame, type Shape } from './geometry';
import type { Line } from './line';
import { currentPalette, dashesOf, hueOf, type Palette } from './palette';
import type { Plot } from './plot';
import { isoTime, metricValue } from '@/lib/format';

const LEGEND_ROW = 18;
const TITLE = 30;
const TICKS = 5;

/** A chart as it looks, with its title and its legend, as a picture. */
export async function toPng(plot: Plot, title: string): Promise<Blob> {
  const palette = currentPalette();
  const source = plot.canvas;
  const ratio = source.width / source.clientWidth || 1;
  const lines = plot.shown.map((shape) => shape.line);
  const canvas = new OffscreenCanvas(source.width, source.height + (TITLE + lines.length * LEGEND_ROW + 8) * ratio);
  const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  pen.fillStyle = palette.surface;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(source, 0, TITLE * ratio);
  pen.scale(ratio, ratio);
  pen.fillStyle = palette.text;
  pen.font = `600 14px ${palette.font}`;
  pen.fillText(title, 12, 20);
  pen.font = `12px ${palette.font}`;
  lines.forEach((line, i) => {
    const y = TITLE + source.height / ratio + 8 + i * LEGEND_ROW;
    pen.strokeStyle = hueOf(palette, line.place);
    pen.lineWidth = 2.5;
    pen.setLineDash([...dashesOf(line.place)]);
    pen.beginPath();
    pen.moveTo(12, y);
    pen.lineTo(32, y);
    pen.stroke();
    pen.fillText(line.name, 40, y + 4);
  });
  return canvas.convertToBlob({ type: 'image/png' });
}

/** The same as lines that stay sharp at any size. */
export function toSvg(plot: Plot, { title, kind }: { title: string; kind: XKind }): Blob {
  const palette = currentPalette();
  const shapes = plot.shown;
  const size = { width: plot.canvas.clientWidth, height: plot.canvas.clientHeight };
  const box = plot.box();
  const frame: Frame = { ...plot.frame(), box: { ...box, top: box.top + TITLE } };
  const height = size.height + TITLE + shapes.length * LEGEND_ROW + 8;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${height}" font-family="sans-serif" font-size="11">`,
    `<rect width="100%" height="100%" fill="${palette.surface}"/>`,
    `<text x="12" y="20" font-size="14" font-weight="600" fill="${palette.text}">${escaped(title)}</text>`,
    `<clipPath id="plot"><rect x="${box.left}" y="${frame.box.top}" width="${box.width}" height="${box.height}"/></clipPath>`,
    ...ticks(frame, kind, palette),
    `<g clip-path="url(#plot)" fill="none" stroke-width="1.5" stroke-linejoin="round">`,
    ...shapes.flatMap((shape) => paths(shape, frame, palette)),
    '</g>',
    ...shapes.map(({ line }, i) => {
      const y = size.height + TITLE + 8 + i * LEGEND_ROW;
      return (
        `<line x1="12" x2="32" y1="${y}" y2="${y}" stroke-width="2.5" ${stroke(line, palette)}/>` +
        `<text x="40" y="${y + 4}" font-size="12" fill="${palette.text}">${escaped(line.name)}</text>`
      );
    }),
    '</svg>',
  ];
  return new Blob([parts.join('\n')], { type: 'image/svg+xml' });
}

function paths({ line, main, faint, band }: Shape, frame: Frame, palette: Palette): string[] {
  const parts: string[] = [];
  if (band) {
    const text = pathText((pen) => traceOutline(pen, frame, band.x, band.y));
    parts.push(`<path d="${text}" fill="${hueOf(palette, line.place)}" fill-opacity="0.14"/>`);
  }
  if (faint) {
    const text = pathText((pen) => trace(pen, frame, faint.x, faint.y));
    parts.push(`<path d="${text}" stroke-opacity="0.28" ${stroke(line, palette)}/>`);
  }
  return [...parts, `<path d="${pathText((pen) => trace(pen, frame, main.x, main.y))}" ${stroke(line, palette)}/>`];
}

function stroke(line: Line, palette: Palette): string {
  const dashes = dashesOf(line.place);
  return `stroke="${hueOf(palette, line.place)}"${dashes.length > 0 ? ` stroke-dasharray="${dashes.join(' ')}"` : ''}`;
}

function pathText(
  draw: (pen: { moveTo: (x: number, y: number) => void; lineTo: (x: number, y: number) => void }) => void,
) {
  const parts: string[] = [];
  draw({
    moveTo: (x, y) => parts.push(`M${x.toFixed(1)} ${y.toFixed(1)}`),
    lineTo: (x, y) => parts.push(`L${x.toFixed(1)} ${y.toFixed(1)}`),
  });
  return parts.join('');
}

function ticks({ box, x, y }: Frame, kind: XKind, palette: Palette): string[] {
  const toX = placer(x, box.left, box.width);
  const toY = placer(y, box.top + box.height, -box.height);
  const bottom = box.top + box.height;
  return Array.from({ length: TICKS }, (_, i) => i / (TICKS - 1)).flatMap((share) => {
    const [atX, atY] = [between(x, share), between(y, share)];
    return [
      `<line x1="${box.left}" x2="${box.left + box.width}" y1="${toY(atY)}" y2="${toY(atY)}" stroke="${palette.grid}"/>`,
      `<text x="${box.left - 6}" y="${toY(atY) + 4}" text-anchor="end" fill="${palette.muted}">${metricValue(atY)}</text>`,
      `<text x="${toX(atX)}" y="${bottom + 16}" text-anchor="middle" fill="${palette.muted}">${escaped(xText(kind, atX))}</text>`,
    ];
  });
}

function between({ min, max, log }: Frame['x'], share: number): number {
  return log ? min * (max / min) ** share : min + (max - min) * share;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

type Names = { name: string; x: string; y: string };

/** The points that are drawn, one a row; times as ISO 8601 writes them. */
export function toCsv(lines: readonly Line[], kind: XKind, names: Names): Blob {
  const rows = [[names.name, names.x, names.y].map(cell).join(',')];
  const place = (x: number) => (kind === 'time' ? isoTime(x) : String(x));
  for (const line of lines) {
    const name = cell(line.name);
    line.x.forEach((x, i) => rows.push(`${name},${place(x)},${line.y[i] as number}`));
  }
  return new Blob([rows.join('\r\n')], { type: 'text/csv' });
}

/** A cell that spreadsheets take as text, also where it begins as a formula does. */
export function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
