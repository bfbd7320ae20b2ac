import type * as vscode from 'vscode';
import { withoutTexts } from '../core/lesson/progress.ts';
import { sectionOf } from '../core/lesson/sections.ts';
import type { FindingView, ToWebview } from '../protocol/messages.ts';
import { sentencesFor, titleFor } from '../session/findingWords.ts';
import { RunFeed } from './runFeed.ts';
import type { Shown } from './shown.ts';

export type Post = (message: ToWebview) => void;

/** Something of what is shown, on its way to the webview. */
export interface Feed extends vscode.Disposable {
  /** The webview's document is there and holds nothing: it is told all, and from now on every change. */
  begin(): void;
  /** The document is gone. */
  end(): void;
}

/** A feed that sends a message with every change; `next` makes it, and may leave out what the webview holds unless that is `isNew`. */
function feed(
  onDidChange: (listener: () => void) => vscode.Disposable,
  post: Post,
  next: (isNew: boolean) => ToWebview | null,
): Feed {
  let isThere = false;
  const send = (isNew: boolean) => {
    const message = isThere ? next(isNew) : null;
    if (message) {
      post(message);
    }
  };
  const subscription = onDidChange(() => send(false));
  return {
    begin: () => {
      isThere = true;
      send(true);
    },
    end: () => {
      isThere = false;
    },
    dispose: () => subscription.dispose(),
  };
}

/** Everything the webview is told of from the start. */
export function feeds({ session, learner, findings, history }: Shown, post: Post): readonly Feed[] {
  let held: ReadonlySet<number> = new Set();
  return [
    new RunFeed(session, post),
    feed(learner.onDidChange, post, () => ({
      type: 'progress',
      progress: withoutTexts(learner.progress),
    })),
    feed(findings.onDidChange, post, () => ({
      type: 'findings',
      findings: findings.all.map((finding): FindingView => {
        const { code, severity, line, step } = finding;
        const words = { title: titleFor(finding), sentences: sentencesFor(finding) };
        return { code, severity, line, step, ...words, section: sectionOf[code] };
      }),
    })),
    feed(history.onDidChange, post, (isNew) => {
      const { runs } = history;
      const added = isNew ? runs : runs.filter(({ id }) => !held.has(id));
      const kept = runs.map(({ id }) => id);
      held = new Set(kept);
      return { type: 'pastRuns', added, kept };
    }),
  ];
}

/** The map of learning rates, from when it is first looked at. */
export function mapFeed({ rates }: Shown, post: Post): Feed {
  let held = 0;
  return feed(
    (listener) => rates.onDidGrow(listener),
    post,
    (isNew) => {
      const from = isNew ? 0 : held;
      held = rates.rows.length;
      return held > from ? { type: 'map', rows: rates.rows.slice(from), from } : null;
    },
  );
}
