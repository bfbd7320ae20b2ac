/** The gallery of components on this machine: `npm run gallery`. `--port N` where another than 5506 is wanted. */
import { globSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { compileLesson } from '../../lesson/compile.ts';
import { MapMaker, mapSeeds } from '../../src/core/training/rateMap.ts';
import { projectRoot } from '../host/paths.ts';
import { toJson } from './numbersInJson.ts';
import { PythonRuns } from './pythonRuns.ts';

const folder = join(projectRoot, 'test/components');

/** As strict as the panel's: what a component may not do there, it may not do here. What fixtures ask for comes from this server. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'";

/** The names of the fixtures, sorted. */
export function fixtureNames(): string[] {
  return globSync(join(folder, '*.fixture.ts'))
    .map((path) => basename(path, '.fixture.ts'))
    .sort();
}

/** The gallery, served at an address of this machine alone. */
export class GalleryServer {
  private readonly server: Server;
  private readonly python = new PythonRuns();
  private map: readonly Float32Array[] | null = null;

  private constructor(script: string) {
    const page = readFileSync(join(folder, 'gallery.html'), 'utf8');
    const styles = readFileSync(join(folder, 'gallery.css'), 'utf8');
    this.server = createServer(async ({ url = '/' }, response) => {
      const { pathname } = new URL(url, 'http://localhost');
      const [, first, name = ''] = pathname.split('/');
      if (first === '') {
        send(response, 'text/html', page);
      } else if (first === 'gallery.css') {
        send(response, 'text/css', styles);
      } else if (first === 'gallery.js') {
        send(response, 'text/javascript', script);
      } else if (first === 'lesson') {
        send(response, 'application/json', JSON.stringify(lessonText()));
      } else if (first === 'map') {
        send(response, 'application/json', toJson(this.trainMap()));
      } else if (first === 'scripts') {
        await this.execute(response, name);
      } else {
        response.writeHead(404).end();
      }
    });
  }

  /** Bundles the page and serves it, at any free port when none is given. */
  static async start(port = 0): Promise<GalleryServer> {
    const { outputFiles } = await build({
      entryPoints: [join(folder, 'gallery.ts')],
      define: { fixtureNames: JSON.stringify(fixtureNames()) },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      tsconfig: join(projectRoot, 'webview/tsconfig.json'),
      loader: { '.css': 'text' },
      logLevel: 'warning',
    });
    const gallery = new GalleryServer(outputFiles[0].text);
    await new Promise<void>((resolve, reject) => {
      gallery.server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return gallery;
  }

  get address(): string {
    // SAFETY: it listens at a port, not at a pipe.
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.python.dispose();
  }

  private async execute(response: ServerResponse, name: string): Promise<void> {
    try {
      const execution = await this.python.execution(name);
      if (execution) {
        send(response, 'application/json', toJson(execution));
      } else {
        response.writeHead(404).end(`There is no script ${name}.`);
      }
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  }

  private trainMap(): readonly Float32Array[] {
    const maker = new MapMaker();
    this.map ??= Array.from({ length: mapSeeds }, (_, k) => maker.row(k + 1));
    return this.map;
  }
}

function lessonText() {
  return compileLesson((name) => readFileSync(join(projectRoot, `lesson/en/${name}.md`), 'utf8'));
}

function send(response: ServerResponse, type: string, content: string): void {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy });
  response.end(content);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '5506' } } });
  const { address } = await GalleryServer.start(Number(values.port));
  console.log(`The components stand at ${address}/`);
}
