import type { Message } from '@varve/runtime';
import type { BankingContract } from '../generated/banking/banking.js';
import type { Problem } from './problem.js';

type CommandsOf<C> = C extends { readonly commands: infer Commands } ? Commands[keyof Commands] : never;
type RejectionOf<Command> = Command extends { readonly rejects: infer Rejection } ? Rejection : never;
type RejectionType = Extract<RejectionOf<CommandsOf<BankingContract>>, Message>['type'];

/** Every refusal that a rule of the bank can give. One that is forgotten here does not compile. */
const problems: Readonly<Record<RejectionType, Pick<Problem, 'status' | 'title'>>> = {
  'banking.AccountExists': { status: 409, title: 'There is an account with this id.' },
  'banking.AccountNotOpen': { status: 409, title: 'The account is not open.' },
  'banking.NotMoving': { status: 409, title: 'The transfer is not on its way.' },
  'banking.ApprovedByRequester': { status: 403, title: 'Somebody else has to approve this transfer.' },
  'banking.BalanceNotZero': { status: 409, title: 'There is still money on the account.' },
  'banking.CustomerExists': { status: 409, title: 'There is a customer with this id.' },
  'banking.CustomerUnknown': { status: 404, title: 'There is no such customer.' },
  'banking.DailyLimitExceeded': { status: 409, title: 'This is more than may leave the account today.' },
  'banking.InsufficientFunds': { status: 409, title: 'There is not enough money on the account.' },
  'banking.MonthIsNotOver': { status: 409, title: 'Interest is paid for months that are over.' },
  'banking.NotWaiting': { status: 409, title: 'The transfer does not wait for anybody.' },
  'banking.NothingWouldArrive': { status: 422, title: 'The amount is too small to arrive in the other currency.' },
  'banking.SameAccount': { status: 422, title: 'A transfer needs two accounts.' },
  'banking.TooManyDecimals': { status: 422, title: 'The currency has no coins for this amount.' },
  'banking.TransferExists': { status: 409, title: 'There is a transfer with this id.' },
  'banking.WrongCurrency': { status: 422, title: 'The account is in another currency.' },
};

export function rejectionProblem(rejection: { readonly type: RejectionType; readonly data: unknown }): Problem {
  const name = rejection.type.slice('banking.'.length);
  const kind = name.replaceAll(/(?!^)[A-Z]/g, '-$&').toLowerCase();
  return { ...problems[rejection.type], kind, more: { rejection: rejection.data } };
}
