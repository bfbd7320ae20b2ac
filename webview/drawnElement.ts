import { css } from 'lit';
import { Colours } from './colours.ts';
import type { Sheet } from './depositDrawing.ts';
import { ExhibitElement } from './exhibitElement.ts';
import { TextSize } from './textSize.ts';

/**
 * The colours that tell the steps of older layers apart, and that of what the last backward pass has made, which is its phase’s.
 * None of them sounds an alarm: a layer is none.
 */
export const stepColourStyles = css`
  :host {
    --truth: var(--phase-backward);
    --step-0: var(--vscode-charts-blue);
    --step-1: var(--vscode-charts-purple);
    --step-2: var(--vscode-charts-green);
  }
`;

/**
 * An exhibit that draws on canvases: again with every change, with another size, and in another theme. It is laid out for text of
 * the usual size; with larger text all of it is as many times larger.
 */
export abstract class DrawnElement extends ExhibitElement {
  protected readonly text = new TextSize(this);
  private readonly sizes = new ResizeObserver(() => this.drawIfSeen());
  private readonly colours = new Colours(() => this);
  private readonly themes = new MutationObserver(() => {
    this.colours.forget();
    this.drawIfSeen();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.themes.observe(document.documentElement, { attributes: true });
    this.themes.observe(document.body, { attributes: true });
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.themes.disconnect();
    this.sizes.disconnect();
  }

  protected override updated(): void {
    this.drawIfSeen();
  }

  /** Draws what there is, when it has been rendered and has a size. */
  protected abstract draw(): void;

  /** How wide a canvas is for what is drawn on it. */
  protected widthOf(canvas: HTMLCanvasElement): number {
    return canvas.clientWidth / this.text.scale;
  }

  /** A canvas made ready to be drawn on, in the pixels of the screen; null where it has no size. */
  protected sheet(canvas: HTMLCanvasElement, height: number): Sheet | null {
    const zoom = this.text.scale;
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
      canvas.style.height = `${height * zoom}px`;
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const colour = (name: string) => this.colours.read(name, '');
    return { context, width, height, colour, font: `11px ${colour('--mono')}` };
  }

  private drawIfSeen(): void {
    if (this.hasUpdated && this.clientWidth > 0) {
      this.draw();
    }
  }
}
