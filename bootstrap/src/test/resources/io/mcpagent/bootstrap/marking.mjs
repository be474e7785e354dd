// Loaded into a tool server: its process id is in the file that MARK names as soon as it tells of the progress of a call.
import { renameSync, writeFileSync } from 'node:fs';

const mark = process.env.MARK;
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (chunk, ...rest) => {
  if (String(chunk).includes('notifications/progress')) {
    writeFileSync(mark + '.new', String(process.pid));
    renameSync(mark + '.new', mark);
  }
  return write(chunk, ...rest);
};
