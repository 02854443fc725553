import { MongoDBContainer } from '@testcontainers/mongodb';
import { mongo as driver } from 'mongoose';
import {
  type ContainerRuntimeClient,
  GenericContainer,
  getContainerRuntimeClient,
  ImageName,
  Wait,
} from 'testcontainers';
import { transactionLifetimeLimitSeconds } from './mongo.ts';
import type { TestServers } from './running-servers.ts';
import { prepareTemporal } from './temporal.ts';

const mongoImage = 'mongo:8.0';
const temporalImage = 'temporalio/temporal:1.9.1';
const pullWithinMs = 120_000;

/**
 * MongoDB and Temporal in containers. In mode `auto` a machine that cannot run them gets the reason as a string; in mode
 * `containers` that is an error.
 */
export async function startContainers(mode: 'auto' | 'containers'): Promise<TestServers | string> {
  const obstacle = await obstacleToContainers();
  if (obstacle === null) return start();
  if (mode === 'auto') return obstacle;
  throw new Error(`INTERLUDE_TEST_SERVERS=containers, but there is ${obstacle}.`);
}

async function obstacleToContainers(): Promise<string | null> {
  const runtime = await getContainerRuntimeClient().catch(() => null);
  if (!runtime) return 'no container engine';
  for (const image of [mongoImage, temporalImage]) {
    if (!(await hasImage(runtime, image))) return `no image ${image}, and pulling it failed`;
  }
  return null;
}

async function hasImage(runtime: ContainerRuntimeClient, image: string): Promise<boolean> {
  const name = ImageName.fromString(image);
  if (await runtime.image.exists(name)) return true;
  console.log(`Test servers: pulling ${image}`);
  const timeout = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => timeout.resolve(false), pullWithinMs);
  const pulled = runtime.image.pull(name).then(
    () => true,
    () => false,
  );
  return Promise.race([pulled, timeout.promise]).finally(() => clearTimeout(timer));
}

async function start(): Promise<TestServers> {
  const [mongo, temporal] = await Promise.all([
    new MongoDBContainer(mongoImage).start(),
    new GenericContainer(temporalImage)
      .withCommand(['server', 'start-dev', '--ip', '0.0.0.0', '--headless', '--log-level', 'error'])
      .withExposedPorts(7233)
      .withWaitStrategy(Wait.forListeningPorts())
      .start(),
  ]);
  const temporalAddress = `${temporal.getHost()}:${temporal.getMappedPort(7233)}`;
  await prepareTemporal(temporalAddress);
  const mongoUrl = `mongodb://${mongo.getHost()}:${mongo.getMappedPort(27017)}/?directConnection=true`;
  await setTransactionLifetime(mongoUrl);
  return {
    mongoUrl,
    temporalAddress,
    described: `containers ${mongoImage} and ${temporalImage}`,
    pids: [],
    stopTemporal: async () => void (await temporal.stop()),
    async stop() {
      await Promise.all([mongo.stop(), temporal.stop()]);
    },
  };
}

/** The same limit as everywhere else, see mongo.ts; the container's own start command stays as it is. */
async function setTransactionLifetime(url: string): Promise<void> {
  const client = await driver.MongoClient.connect(url);
  try {
    await client.db('admin').command({ setParameter: 1, transactionLifetimeLimitSeconds });
  } finally {
    await client.close();
  }
}
