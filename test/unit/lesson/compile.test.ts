import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compileLesson, compileText } from '../../../lesson/compile.ts';
import { sections } from '../../../src/core/lesson/sections.ts';
import { phases } from '../../../src/core/training/phase.ts';
import { commands } from '../../../src/protocol/ids.ts';
import { exhibits } from '../../../src/protocol/lessonText.ts';

describe('compileText', () => {
  it('makes a title, paragraphs, exhibits and hints of Markdown', () => {
    const text = compileText(
      [
        '# A title',
        'Some *words*.',
        '',
        '::loop::',
        'More.',
        '::hints loss::',
        'One.',
        '---',
        'Two.',
        '::end::',
      ].join('\n'),
    );
    assert.deepEqual(text, {
      title: 'A title',
      parts: [
        { kind: 'prose', html: '<p>Some <em>words</em>.</p>' },
        { kind: 'exhibit', exhibit: 'loop' },
        { kind: 'prose', html: '<p>More.</p>' },
        { kind: 'hints', phase: 'loss', tiers: ['<p>One.</p>', '<p>Two.</p>'] },
      ],
    });
  });

  it('keeps what waits for an answer apart', () => {
    const { parts } = compileText('One.\n\n::once late::\nTwo.\n::once 5571::\nThree.\n::end::\nFour.');
    assert.deepEqual(parts, [
      { kind: 'prose', html: '<p>One.</p>' },
      { kind: 'prose', html: '<p>Two.</p>', once: 'late' },
      { kind: 'prose', html: '<p>Three.</p>', once: '5571' },
      { kind: 'prose', html: '<p>Four.</p>' },
    ]);
  });

  it('fills numbers in, also in code', () => {
    const [part] = compileText('It is {{loss}}.\n\n```text\nstep 19: loss = {{loss step=19}}\n```').parts;
    assert.ok(part.kind === 'prose');
    assert.match(part.html, /It is 5\.0007\./);
    assert.match(part.html, /step 19: loss = 0\.0251/);
  });

  it('refuses what would go wrong later', () => {
    for (const text of [
      'Some <b>HTML</b>.',
      '<script>alert(1)</script>',
      '::nothing-like-that::',
      '::hints dance::\nOne.\n::end::',
      '::hints loss::\nOne.\n---\n::end::',
      '::hints loss::\nOne.',
      '::once nobody::\nOne.\n::end::',
      '::once late::\nOne.',
    ]) {
      assert.throws(() => compileText(text), SyntaxError, text);
    }
    assert.throws(() => compileText('{{nothing}}'), RangeError);
  });
});

describe('The lesson in English', () => {
  const lesson = compileLesson((name) => readFileSync(`lesson/en/${name}.md`, 'utf8'));
  const parts = Object.values(lesson).flatMap((text) => text.parts);
  const html = parts.flatMap((part) =>
    part.kind === 'prose' ? [part.html] : part.kind === 'hints' ? part.tiers : [],
  );

  it('has a title for every section', () => {
    assert.deepEqual(
      sections.filter((section) => lesson[section].title === ''),
      [],
    );
  });

  it('shows every exhibit once, and has two hints for each phase', () => {
    const shown = parts.flatMap((part) => (part.kind === 'exhibit' ? [part.exhibit] : []));
    assert.deepEqual([...shown].sort(), [...exhibits].sort());
    const hints = parts.flatMap((part) => (part.kind === 'hints' ? [part] : []));
    assert.deepEqual(
      hints.map(({ phase }) => phase),
      phases,
    );
    assert.ok(hints.every(({ tiers }) => tiers.length === 2));
  });

  it('has links to sections and commands alone', () => {
    const targets = html.flatMap((text) => [...text.matchAll(/href="([^"]*)"/g)].map(([, href]) => href));
    assert.ok(targets.length > 0);
    const known = [...sections, ...Object.keys(commands)].map((name) => `#${name}`);
    assert.deepEqual(
      targets.filter((target) => !known.includes(target)),
      [],
    );
  });

  it('has no number of a run that was typed by hand', () => {
    // Four decimals are what the lesson prints losses with.
    for (const name of Object.keys(lesson)) {
      assert.doesNotMatch(readFileSync(`lesson/en/${name}.md`, 'utf8'), /\d\.\d{4}/, name);
    }
  });
});
