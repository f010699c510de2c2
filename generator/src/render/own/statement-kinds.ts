interface Kinds {
  readonly ContentStatement: hbs.AST.ContentStatement;
  readonly CommentStatement: hbs.AST.CommentStatement;
  readonly MustacheStatement: hbs.AST.MustacheStatement;
  readonly PartialStatement: hbs.AST.PartialStatement;
  readonly BlockStatement: hbs.AST.BlockStatement;
  readonly PathExpression: hbs.AST.PathExpression;
}

/** Whether a node of a parsed template is of this kind, which its type says. */
export function isKind<Kind extends keyof Kinds>(node: hbs.AST.Node, kind: Kind): node is Kinds[Kind] {
  return node.type === kind;
}
