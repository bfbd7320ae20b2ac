/**
 * Numbers for rows of a tape that stay the same when the rows move.
 *
 * Both tables stand in memory that Python reads too, and are made anew when that memory has grown.
 */
export class NumberedRows {
  /** By id: the row. */
  rows: Int32Array = new Int32Array(1);
  /** By row: the id, 0 where nobody has asked for one. */
  ids: Int32Array = new Int32Array(1);
  /** Ids below {@link next} that nobody has. */
  private free: number[] = [];
  private next = 1;

  row(id: number): number {
    return this.rows[id];
  }

  /** The id of a row, a new one where it has none. */
  number(row: number): number {
    if (this.ids[row] === 0) {
      const id = this.free.pop() ?? this.next++;
      this.ids[row] = id;
      this.rows[id] = row;
    }
    return this.ids[row];
  }

  numberAll(first: number, count: number): void {
    for (let row = first; row < first + count; row++) {
      this.number(row);
    }
  }

  /** The rows have moved, by old row to `moved`; of the ids only `live` are still somebody's. */
  move(live: readonly number[], moved: Int32Array): void {
    const rows = live.map((id) => moved[this.rows[id]]);
    const top = live.reduce((highest, id) => Math.max(highest, id), 0);
    this.clear();
    for (const [k, id] of live.entries()) {
      this.rows[id] = rows[k];
      this.ids[rows[k]] = id;
    }
    this.next = top + 1;
    for (let id = top; id > 0; id--) {
      if (this.ids[this.rows[id]] !== id) {
        this.free.push(id);
      }
    }
  }

  clear(): void {
    this.rows.fill(0);
    this.ids.fill(0);
    this.free = [];
    this.next = 1;
  }

  /** Goes on in other tables, which must hold what these hold. */
  moveTo(rows: Int32Array, ids: Int32Array): void {
    this.rows = rows;
    this.ids = ids;
  }
}
