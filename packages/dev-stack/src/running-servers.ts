export interface TestServers {
  readonly mongoUrl: string;
  readonly temporalAddress: string;
  readonly described: string;
  stopTemporal(): Promise<void>;
  stop(): Promise<void>;
}
