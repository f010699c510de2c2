/** What a value of an attribute may be; in HTTP headers everything is text. */
export type AttributeValue = string | number | boolean;

/** Attributes of a CloudEvent 1.0, extensions included, without its data. */
export interface CloudEventAttributes {
  readonly specversion: '1.0';
  /** The event's id, for those who de-duplicate. */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** The stream. */
  readonly subject?: string;
  readonly time?: string;
  readonly datacontenttype?: string;
  readonly dataschema?: string;
  readonly [extension: string]: AttributeValue | undefined;
}

/** A CloudEvent whose data is still the text that it travels as. */
export interface CloudEventText {
  readonly attributes: CloudEventAttributes;
  /** JSON. */
  readonly data: string;
}
