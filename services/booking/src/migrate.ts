import { migrate } from './indexes.ts';
import { connectMongo } from './mongo/mongo.ts';
import { readConfig } from './runtime/config.ts';

// The one-shot step of a deployment: data and indexes are as the code needs them before it starts. `--again` is for
// when processes of the release before were still at work beside it and have stopped.
const again = process.argv.includes('--again');
const config = readConfig();
const connection = await connectMongo(config.mongoUrl, config.database);
await migrate(connection, { again });
await connection.close();
