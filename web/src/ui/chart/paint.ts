import { Columns } from './columns';
import { firstFrom } from './line';
import { isSparse, placer, trace, traceOutline, type Frame, type Shape } from './geometry';
import { dashesOf, hueOf, type Palette } from './palette';

const FAINT = 0.28;
const BAND = 0.14;
const BEHIND = 0.25;

type PaintOptions = {
  palette: Palette;
  /** Pixels of the canvas to one of the page. */
  ratio: number;
  /** The line that the pointer is at; the others step back. */
  focus: string | undefined;
};

/** Paints lines onto a canvas. */
export function paint(canvas: CanvasRenderingContext2D, frame: Frame, shapes: readonly Shape[], options: PaintOptions) {
  const { box } = frame;
  canvas.save();
  canvas.beginPath();
  canvas.rect(box.left, box.top, box.width, box.height);
  canvas.clip();
  canvas.lineJoin = 'round';
  const ordered = options.focus === undefined ? shapes : shapes.toSorted((a, b) => rank(a, options) - rank(b, options));
  for (const shape of ordered) paintShape(canvas, frame, shape, options);
  canvas.restore();
}

function rank(shape: Shape, { focus }: PaintOptions): number {
  return shape.line.id === focus ? 1 : 0;
}

function paintShape(canvas: CanvasRenderingContext2D, frame: Frame, shape: Shape, options: PaintOptions) {
  const { palette, ratio, focus } = options;
  const { line, main, faint, band } = shape;
  const isBehind = focus !== undefined && focus !== line.id;
  const strength = isBehind ? BEHIND : 1;
  const color = hueOf(palette, line.place);
  canvas.strokeStyle = color;
  canvas.fillStyle = color;
  canvas.lineWidth = (line.id === focus ? 2.25 : 1.5) * ratio;
  if (band) {
    canvas.globalAlpha = BAND * strength;
    canvas.beginPath();
    traceOutline(canvas, frame, band.x, band.y);
    canvas.fill();
  }
  if (faint) {
    canvas.globalAlpha = FAINT * strength;
    stroke(canvas, frame, faint);
  }
  canvas.globalAlpha = strength;
  canvas.setLineDash(dashesOf(line.place).map((length) => length * ratio));
  stroke(canvas, frame, main);
  canvas.setLineDash([]);
  if (isSparse(line.x, [frame.x.min, frame.x.max], frame.box.width / ratio)) dots(canvas, frame, shape, ratio);
  marks(canvas, frame, shape, ratio);
}

/** Strokes a line, or fills what it covers where it has more points than there is room for. */
function stroke(canvas: CanvasRenderingContext2D, frame: Frame, { x, y }: Shape['main']) {
  if (firstFrom(x, frame.x.max) - firstFrom(x, frame.x.min) > frame.box.width) {
    const columns = new Columns(frame.box);
    trace(columns, frame, x, y);
    if (columns.isDense()) {
      const thick = canvas.lineWidth / 2;
      columns.forEach((left, top, bottom) => {
        const from = Math.round(top - thick);
        canvas.fillRect(left, from, 1, Math.round(bottom + thick) - from);
      });
      return;
    }
  }
  canvas.beginPath();
  trace(canvas, frame, x, y);
  canvas.stroke();
}

function dots(canvas: CanvasRenderingContext2D, frame: Frame, { line }: Shape, ratio: number) {
  const toX = placer(frame.x, frame.box.left, frame.box.width);
  const toY = placer(frame.y, frame.box.top + frame.box.height, -frame.box.height);
  canvas.beginPath();
  line.x.forEach((x, i) => {
    const [px, py] = [toX(x), toY(line.y[i] as number)];
    canvas.moveTo(px, py);
    canvas.arc(px, py, 2.5 * ratio, 0, 2 * Math.PI);
  });
  canvas.fill();
}

/** Triangles at the edge where a value was infinite, crosses at the axis where it was no number. */
function marks(canvas: CanvasRenderingContext2D, frame: Frame, { line }: Shape, ratio: number) {
  const toX = placer(frame.x, frame.box.left, frame.box.width);
  const bottom = frame.box.top + frame.box.height;
  const size = 4 * ratio;
  canvas.beginPath();
  for (const x of line.above) triangle(canvas, toX(x), frame.box.top + size, -size);
  for (const x of line.below) triangle(canvas, toX(x), bottom - size, size);
  canvas.fill();
  canvas.beginPath();
  for (const x of line.nan) {
    const px = toX(x);
    canvas.moveTo(px - size, bottom - 3 * size);
    canvas.lineTo(px + size, bottom - size);
    canvas.moveTo(px + size, bottom - 3 * size);
    canvas.lineTo(px - size, bottom - size);
  }
  canvas.stroke();
}

function triangle(canvas: CanvasRenderingContext2D, x: number, y: number, size: number) {
  canvas.moveTo(x, y + size);
  canvas.lineTo(x - size, y - size);
  canvas.lineTo(x + size, y - size);
}
