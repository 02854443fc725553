export interface TestServers {
  readonly mongoUrl: string;
  readonly temporalAddress: string;
  readonly described: string;
  /** Their processes; none where they run in containers. */
  readonly pids: readonly number[];
  stopTemporal(): Promise<void>;
  stop(): Promise<void>;
}
