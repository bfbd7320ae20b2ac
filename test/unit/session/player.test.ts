import assert from 'node:assert/strict';
import { Player } from '../../../src/session/player.ts';
import { ManualClock } from './scriptedRunner.ts';

describe('Player.followFrames', () => {
  const make = () => {
    const clock = new ManualClock();
    const ticks: (number | 'step')[] = [];
    const player = new Player((due) => ticks.push(due), clock);
    return { clock, ticks, player };
  };

  it('takes a step for each frame that is drawn', () => {
    const { ticks, player } = make();
    player.followFrames();
    assert.deepEqual([ticks, player.running], [[], true]);
    player.drawn();
    player.drawn();
    assert.deepEqual([ticks, player.running], [['step', 'step'], true]);
  });

  it('goes on ten times a second where nothing is drawn, neither stalled nor wild', () => {
    const { clock, ticks, player } = make();
    player.followFrames();
    for (let k = 0; k < 100; k++) {
      clock.pass(10);
    }
    assert.equal(ticks.length, 10);
    clock.pass(50);
    player.drawn();
    clock.pass(99);
    assert.equal(ticks.length, 11, 'a frame is waited for anew');
  });

  it('does nothing any more once it is stopped, and keeps to a rate when it has one', () => {
    const { clock, ticks, player } = make();
    player.followFrames();
    player.stop();
    player.drawn();
    clock.pass(1000);
    assert.deepEqual([ticks, player.running], [[], false]);
    player.start(1);
    player.drawn();
    assert.deepEqual(ticks, []);
    player.stop();
  });

  it('can be stopped by the step that it takes', () => {
    const player: Player = new Player(() => player.stop(), new ManualClock());
    player.followFrames();
    player.drawn();
    assert.equal(player.running, false);
  });
});
