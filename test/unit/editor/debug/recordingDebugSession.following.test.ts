import assert from 'node:assert/strict';
import { ScriptedClient } from './scriptedClient.ts';

describe('RecordingDebugSession: while the lesson moves', () => {
  const client = new ScriptedClient();

  afterEach(() => client.disconnect());

  beforeEach(async () => {
    await client.connect();
    await client.launch();
    client.stops.length = 0;
  });

  it('stops once, where the cursor has come to rest', async () => {
    client.target.move(3);
    client.clock.pass(100);
    client.target.move(7);
    client.clock.pass(149);
    assert.equal(client.announced, 0);
    const { reason } = await client.stopping(() => client.clock.pass(1));
    assert.equal(reason, 'goto');
    assert.equal(await client.line(), 11);
    assert.equal((await client.evaluate('k')).result, '1');
    client.clock.pass(1000);
    await client.adapter.threadsRequest();
    assert.deepEqual([client.stops.length, client.announced], [1, 1]);
    assert.equal(client.target.view.position, 7);
  });

  it('waits for the end of playing', async () => {
    for (let position = 1; position < 9; position++) {
      client.target.move(position, true);
      client.clock.pass(200);
    }
    assert.equal(client.announced, 0);
    client.target.move(9);
    await client.stopping(() => client.clock.pass(150));
    assert.equal(client.announced, 1);
  });

  it('does not answer its own moves', async () => {
    await client.next();
    client.clock.pass(1000);
    await client.adapter.threadsRequest();
    assert.deepEqual([client.stops.length, client.announced], [1, 0]);
  });

  it('stays where it is when the cursor comes back before it has rested', async () => {
    await client.next();
    client.target.move(8);
    client.target.move(0);
    client.clock.pass(1000);
    await client.adapter.threadsRequest();
    assert.equal(client.announced, 0);
  });

  it('says that it goes on before it stops for another reason, and leaves that to the client where it has asked for a move', async () => {
    client.heard.length = 0;
    client.target.move(7);
    await client.stopping(() => client.clock.pass(150));
    await client.next();
    await client.stopping(() => client.adapter.restartRequest({ arguments: {} }));
    await client.back();
    assert.deepEqual(client.heard, ['continued', 'goto', 'step', 'continued', 'entry', 'step']);
  });
});
