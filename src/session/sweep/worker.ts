import { parentPort } from 'node:worker_threads';
import { MapMaker, mapSeeds } from '../../core/training/rateMap.ts';

/** How often what there is so far is told, in milliseconds. */
const interval = 40;

/** Trains the runs of the map of learning rates, seed after seed, and posts their rows as they are there. */
const maker = new MapMaker();
let rows: Float32Array[] = [];
let toldAt = 0;
for (let seed = 1; seed <= mapSeeds; seed++) {
  rows.push(maker.row(seed));
  if (performance.now() - toldAt > interval || seed === mapSeeds) {
    parentPort?.postMessage(rows);
    rows = [];
    toldAt = performance.now();
  }
}
