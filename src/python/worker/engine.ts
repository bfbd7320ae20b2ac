export const engineModule = () => Object.create(null);
export const dataOf = (ids: Int32Array) => new Float64Array(ids.length);
export const gradOf = (ids: Int32Array) => new Float64Array(ids.length);
export const reset = () => {};
