import { css } from 'lit';
import { Colours } from './colours.ts';
import type { Sheet } from './depositDrawing.ts';
import { ExhibitElement } from './exhibitElement.ts';
import { TextSize } from './textSize.ts';

/** The colours that tell the steps of layers apart, and that of what a step alone has made. */
export const stepColourStyles = css`
  :host {
    --truth: var(--phase-backward);
    --step-0: var(--vscode-charts-blue);
    --step-1: var(--vscode-charts-yellow);
    --step-2: var(--vscode-charts-purple);
    --step-3: var(--vscode-charts-green);
    --step-4: var(--vscode-charts-red);
  }
`;

/**
 * An exhibit that draws on canvases: again with every change, with another size, and in another theme, while it is in sight. It is
 * laid out for text of the usual size; with larger text all of it is as many times larger.
 *
 * It draws in the next frame: to write on a canvas makes the browser compute the styles of the page, which that frame needs anyway.
 */
export abstract class DrawnElement extends ExhibitElement {
  protected readonly text = new TextSize(this);
  /** How wide each canvas was laid out last: to ask the browser would make it lay out the page in the midst of a step. */
  private widths = new WeakMap<Element, number>();
  private readonly sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      this.widths.set(target, contentRect.width);
    }
    this.drawAgain();
  });
  /** The frame in which it is to be drawn; 0 where there is none. */
  private frame = 0;
  private readonly colours = new Colours(() => this);
  private readonly themes = new MutationObserver(() => {
    this.colours.forget();
    this.drawAgain();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.themes.observe(document.documentElement, { attributes: true });
    this.themes.observe(document.body, { attributes: true });
    this.drawAgain();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.themes.disconnect();
    this.sizes.disconnect();
    this.widths = new WeakMap();
  }

  protected override updated(): void {
    this.frame ||= requestAnimationFrame(() => this.drawAgain());
  }

  protected override onSight(): void {
    this.drawAgain();
  }

  /** Draws what there is, when it has been rendered and has a size. */
  protected abstract draw(): void;

  /** How wide a canvas is for what is drawn on it; 0 where it has not been laid out yet. */
  protected widthOf(canvas: HTMLCanvasElement): number {
    if (!this.widths.has(canvas)) {
      this.widths.set(canvas, 0);
      this.sizes.observe(canvas);
    }
    return (this.widths.get(canvas) ?? 0) / this.text.scale;
  }

  /** A canvas made ready to be drawn on, in the pixels of the screen; null where it has no size. */
  protected sheet(canvas: HTMLCanvasElement, height: number): Sheet | null {
    const zoom = this.text.scale;
    const styled = `${height * zoom}px`;
    if (canvas.style.height !== styled) {
      canvas.style.height = styled;
    }
    const width = this.widthOf(canvas);
    const scale = window.devicePixelRatio * zoom;
    const context = canvas.getContext('2d');
    if (!context || width === 0) {
      return null;
    }
    const [columns, rows] = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== columns || canvas.height !== rows) {
      canvas.width = columns;
      canvas.height = rows;
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const colour = (name: string) => this.colours.read(name, '');
    return { context, width, height, colour, font: `11px ${colour('--mono')}` };
  }

  private drawAgain(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (this.hasUpdated && this.inSight && this.isConnected) {
      this.draw();
    }
  }
}
