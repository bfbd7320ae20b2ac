const N = 624;
const M = 397;

/**
 * The Mersenne Twister MT19937, seeded and read as CPython's `random` module does: the same seed yields the same numbers.
 *
 * Source: M. Matsumoto and T. Nishimura, "Mersenne Twister", ACM TOMACS 8(1), 1998, with their `init_by_array`
 * seeding of 2002. Seeds are integers; their sign is ignored, as `random.seed` ignores it.
 */
export class MersenneTwister {
  private readonly state = new Uint32Array(N);
  private next = N;

  /** Throws RangeError for a number that is not a safe integer; larger seeds are given as a bigint. */
  constructor(seed: number | bigint) {
    if (typeof seed === 'number' && !Number.isSafeInteger(seed)) {
      throw new RangeError(`A seed is an integer, not ${seed}.`);
    }
    this.seedByArray(words(BigInt(seed)));
  }

  /** A number in [0, 1) with 53 random bits: `random.random()`. */
  random(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  /** A number between `low` and `high`: `random.uniform(low, high)`. */
  readonly uniform = (low: number, high: number): number => low + (high - low) * this.random();

  private uint32(): number {
    if (this.next === N) {
      this.twist();
    }
    let y = this.state[this.next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  private twist(): void {
    const s = this.state;
    for (let k = 0; k < N; k++) {
      const y = (s[k] & 0x80000000) | (s[(k + 1) % N] & 0x7fffffff);
      s[k] = s[(k + M) % N] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.next = 0;
  }

  private seedByNumber(seed: number): void {
    const s = this.state;
    s[0] = seed;
    for (let k = 1; k < N; k++) {
      s[k] = Math.imul(1812433253, s[k - 1] ^ (s[k - 1] >>> 30)) + k;
    }
  }

  private seedByArray(key: readonly number[]): void {
    const s = this.state;
    this.seedByNumber(19650218);
    let i = 1;
    const advance = () => {
      i += 1;
      if (i === N) {
        s[0] = s[N - 1];
        i = 1;
      }
    };
    for (let k = 0; k < Math.max(N, key.length); k++) {
      const j = k % key.length;
      s[i] = (s[i] ^ Math.imul(s[i - 1] ^ (s[i - 1] >>> 30), 1664525)) + key[j] + j;
      advance();
    }
    for (let k = 0; k < N - 1; k++) {
      s[i] = (s[i] ^ Math.imul(s[i - 1] ^ (s[i - 1] >>> 30), 1566083941)) - i;
      advance();
    }
    s[0] = 0x80000000;
  }
}

/** The 32-bit words of a number's magnitude, least significant first; one word for 0. */
function words(seed: bigint): number[] {
  let rest = seed < 0n ? -seed : seed;
  const key: number[] = [];
  do {
    key.push(Number(rest & 0xffffffffn));
    rest >>= 32n;
  } while (rest > 0n);
  return key;
}
