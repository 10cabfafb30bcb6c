/* The types for those who import. */
import { Engine, InvalidError, version } from 'asb';

const engine: Engine = new Engine();
const found: string | undefined = engine.builtinPolicy('hart')?.title;
const error: Error = new InvalidError('why', { field: 'text' });
engine.close();
console.log(version(), found, error.message);
