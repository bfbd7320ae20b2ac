const BITS = 256n;
const ONE = 1n << BITS;

/** How far `y` is from the true tanh(x), in units in the last place of the true value. */
export function tanhErrorInUlps(y: number, x: number): number {
  const truth = preciseTanh(fixed(x));
  const ulp = 2 ** (exponentOf(Number(truth) / Number(ONE)) - 52);
  return Math.abs(Number(fixed(y) - truth) / Number(ONE) / ulp);
}

/** tanh of a number with 256 bits after the point, in the same form. */
function preciseTanh(x: bigint): bigint {
  const power = exp(2n * x);
  return ((power - ONE) << BITS) / (power + ONE);
}

/** By the series of a 2²⁰ times smaller number, squared 20 times. */
function exp(x: bigint): bigint {
  const small = x >> 20n;
  let sum = 0n;
  for (let n = 1n, term = ONE; term !== 0n && term !== -1n; n++) {
    sum += term;
    term = ((term * small) >> BITS) / n;
  }
  for (let k = 0; k < 20; k++) {
    sum = (sum * sum) >> BITS;
  }
  return sum;
}

/** A double of at least 2⁻²⁰⁰ in size as an integer with 256 bits after the point, exactly. */
function fixed(x: number): bigint {
  const exponent = exponentOf(x) - 52;
  return BigInt(x * 2 ** -exponent) << (BITS + BigInt(exponent));
}

function exponentOf(x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return ((view.getUint16(0) >>> 4) & 0x7ff) - 1023;
}
