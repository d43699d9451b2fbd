/** Types for preact-htm.js, as far as we use it. Preact's own types need its package; this keeps `tsc` free of node_modules. */
export interface VNode {
  type: unknown;
  props: Record<string, unknown>;
  key: unknown;
}
export type Children = VNode | string | number | boolean | null | undefined | Children[];
type Stop = void | (() => void);
type Inputs = ReadonlyArray<unknown>;

/** htm yields one node, or an array for several roots; both are valid children. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): any;
export function h(type: unknown, props: Record<string, unknown> | null, ...children: Children[]): VNode;
export function render(tree: Children, parent: Element): void;
export function useState<T>(first: T | (() => T)): [T, (next: T | ((now: T) => T)) => void];
export function useReducer<S, A>(reduce: (now: S, action: A) => S, first: S): [S, (action: A) => void];
export function useEffect(run: () => Stop, inputs?: Inputs): void;
export function useLayoutEffect(run: () => Stop, inputs?: Inputs): void;
export function createContext<T>(first: T): { Provider: any };
export function useContext<T>(context: { Provider: any }): T;
export function useRef<T>(first: T): { current: T };
export function useMemo<T>(make: () => T, inputs: Inputs): T;
export function useCallback<T extends (...values: any[]) => any>(run: T, inputs: Inputs): T;
export function useErrorBoundary(caught?: (error: any) => void): [any, () => void];
