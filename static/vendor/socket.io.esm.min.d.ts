/** Types for socket.io.esm.min.js, as far as net.js uses it. */
export interface Socket {
  readonly connected: boolean;
  /** Will socket.io try again by itself? False after the server refused or ended the connection. */
  readonly active: boolean;
  readonly io: { opts: { transports: unknown[] } };
  connect(): Socket;
  disconnect(): Socket;
  emit(verb: string, payload: object, acked: (ack: any) => void): Socket;
  on(event: string, run: (...values: any[]) => void): Socket;
}
export function io(namespace: string, options: Record<string, unknown>): Socket;
