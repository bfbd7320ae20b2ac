/** A style sheet as text; see the loader in build.ts. */
declare module '*.css' {
  const text: string;
  export default text;
}
