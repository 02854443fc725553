import { readConfig } from './config.ts';
import { migrate } from './indexes.ts';
import { connectMongo } from './mongo.ts';

// The one-shot step of a deployment: indexes are built before the code that needs them starts.
const config = readConfig();
const connection = await connectMongo(config.mongoUrl, config.database);
await migrate(connection);
await connection.close();
