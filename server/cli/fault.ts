/** A mistake of whoever typed the command: told in a sentence, without a stack. */
export class CommandFault extends Error {
  override readonly name = 'CommandFault';
}
