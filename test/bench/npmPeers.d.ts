/** As much of the npm peers as the bench uses; they are installed only on demand. */

declare module 'adnn/ad/index.js' {
  export interface ScalarNode {
    x: number;
    dx: number;
    backprop(): void;
  }
  type Operand = ScalarNode | number;
  const ad: {
    lift(x: number): ScalarNode;
    scalar: {
      add(a: ScalarNode, b: Operand): ScalarNode;
      sub(a: ScalarNode, b: Operand): ScalarNode;
      mul(a: ScalarNode, b: Operand): ScalarNode;
      sum(terms: readonly ScalarNode[]): ScalarNode;
      tanh(a: ScalarNode): ScalarNode;
    };
  };
  export default ad;
}

declare module '@tensorflow/tfjs' {
  export interface Tensor {
    add(other: Tensor): Tensor;
    sub(other: Tensor): Tensor;
    matMul(other: Tensor, transposeThis: boolean, transposeOther: boolean): Tensor;
    tanh(): Tensor;
    square(): Tensor;
    sum(): Tensor;
    dataSync(): Float32Array;
  }
  export function setBackend(name: string): Promise<boolean>;
  export function tensor1d(values: number[]): Tensor;
  export function tensor2d(values: number[][]): Tensor;
  export function variable(start: Tensor): Tensor;
  export function tidy<T>(body: () => T): T;
  export const train: {
    sgd(learningRate: number): { minimize(loss: () => Tensor, returnCost: boolean): Tensor | null };
  };
}

declare module 'js-pytorch' {
  export type Nested = (number | Nested)[];
  export interface Tensor {
    readonly data: Nested;
    readonly grad: Nested;
    add(other: Tensor | number): Tensor;
    sub(other: Tensor): Tensor;
    mul(other: number): Tensor;
    div(other: Tensor): Tensor;
    pow(exponent: number): Tensor;
    exp(): Tensor;
    sum(dimension: number): Tensor;
    backward(): void;
    zero_grad(): void;
  }
  export const torch: {
    tensor(data: Nested, requiresGrad?: boolean): Tensor;
    matmul(a: Tensor, b: Tensor): Tensor;
  };
}

declare module 'synaptic' {
  export interface Connection {
    weight: number;
    from: Neuron;
  }
  export interface Neuron {
    ID: string | number;
    bias: number;
    squash: unknown;
    activation: number;
    connections: { inputs: Record<string, Connection> };
  }
  interface Layer {
    list: Neuron[];
  }
  export const Neuron: { squash: { TANH: unknown } };
  export const Architect: {
    Perceptron: new (
      ...sizes: number[]
    ) => {
      layers: { input: Layer; hidden: Layer[]; output: Layer };
      activate(x: readonly number[]): number[];
      propagate(rate: number, target: readonly number[]): void;
    };
  };
}
