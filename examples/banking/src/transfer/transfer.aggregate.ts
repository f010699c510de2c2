/** One transfer: the class style. It says what shall happen and how it ended; the money itself lies in accounts. */
import type { DecideContext } from '@varve/runtime';
import { converted, isNothing } from '../account/amounts.js';
import {
  NotMoving,
  ApprovedByRequester,
  type ApproveTransfer,
  type CompleteTransfer,
  type ExpireTransfer,
  NothingWouldArrive,
  NotWaiting,
  type RefuseTransfer,
  type RequestTransfer,
  type ReverseTransfer,
  SameAccount,
  TransferAggregate,
  TransferApproved,
  TransferCompleted,
  TransferExists,
  TransferRefused,
  TransferRequested,
  TransferReversed,
  type TransferState,
} from '../generated/banking/transfer.js';
import type { Metadata } from '../generated/metadata.js';
import { needsApproval } from './approval.js';

export class Transfer extends TransferAggregate {
  status: TransferState['status'] = 'none';
  /** Why no money arrived. */
  ended: { readonly reason?: string } = {};
  private requestedBy = '';

  override requestTransfer(
    { data }: RequestTransfer,
    { now, metadata }: DecideContext<Metadata>,
  ): TransferExists | SameAccount | NothingWouldArrive | void {
    const { transferId, from, to, debit, creditCurrency, rate } = data;
    if (this.status !== 'none') return TransferExists.of({ transferId });
    if (from === to) return SameAccount.of({ accountId: from });
    const credit = { amount: converted(debit.amount, rate, creditCurrency), currency: creditCurrency };
    if (isNothing(credit.amount)) return NothingWouldArrive.of({ debit });
    const requestedBy = metadata.actor ?? 'customer';
    const asked = { from, to, debit, credit, rate, needsApproval: needsApproval(debit), requestedBy };
    this.raise(TransferRequested.of({ ...asked, requestedAt: now }));
  }

  override approveTransfer(
    _command: ApproveTransfer,
    { now, metadata }: DecideContext<Metadata>,
  ): NotWaiting | ApprovedByRequester | void {
    const approvedBy = metadata.actor ?? 'customer';
    if (this.status !== 'waiting') return NotWaiting.of({ status: this.status });
    if (approvedBy === this.requestedBy) return ApprovedByRequester.of({ actor: approvedBy });
    this.raise(TransferApproved.of({ approvedBy, approvedAt: now }));
  }

  // Whoever approves at the same moment, or was a moment faster: only one of the two comes to pass.
  override expireTransfer(_command: ExpireTransfer, { now }: DecideContext<Metadata>): NotWaiting | void {
    if (this.status !== 'waiting') return NotWaiting.of({ status: this.status });
    this.raise(TransferRefused.of({ reason: 'NotApprovedInTime', refusedAt: now }));
  }

  override completeTransfer(_command: CompleteTransfer, { now }: DecideContext<Metadata>): NotMoving | void {
    if (this.status === 'completed') return;
    if (this.status !== 'moving') return NotMoving.of({ status: this.status });
    this.raise(TransferCompleted.of({ completedAt: now }));
  }

  override refuseTransfer({ data }: RefuseTransfer, { now }: DecideContext<Metadata>): NotMoving | void {
    if (this.status === 'refused') return;
    if (this.status !== 'moving') return NotMoving.of({ status: this.status });
    this.raise(TransferRefused.of({ reason: data.reason, refusedAt: now }));
  }

  override reverseTransfer({ data }: ReverseTransfer, { now }: DecideContext<Metadata>): NotMoving | void {
    if (this.status === 'reversed') return;
    if (this.status !== 'moving') return NotMoving.of({ status: this.status });
    this.raise(TransferReversed.of({ reason: data.reason, reversedAt: now }));
  }

  protected override onTransferRequested({ data }: TransferRequested): void {
    this.status = data.needsApproval ? 'waiting' : 'moving';
    this.requestedBy = data.requestedBy;
  }

  protected override onTransferApproved(): void {
    this.status = 'moving';
  }

  protected override onTransferCompleted(): void {
    this.status = 'completed';
  }

  protected override onTransferRefused({ data }: TransferRefused): void {
    this.status = 'refused';
    this.ended = { reason: data.reason };
  }

  protected override onTransferReversed({ data }: TransferReversed): void {
    this.status = 'reversed';
    this.ended = { reason: data.reason };
  }

  protected override toSnapshot(): TransferState {
    const { status, requestedBy, ended } = this;
    switch (status) {
      case 'waiting':
        return { status, requestedBy };
      case 'refused':
      case 'reversed':
        return { status, reason: ended.reason ?? '' };
      case 'none':
      case 'moving':
      case 'completed':
        return { status };
    }
  }
}
