"""What learners really get wrong, as formulas: which mistake is named, and where none is.

The rows follow the catalogue of confusions: the flip, the border, the stride, the channels, the bias, pooling, the
chain rule, the product rule. The last column is the name of the mistake, None where it has no name, or the verdict.
"""

import pytest

from engine import Layer
from engine.grading.misconceptions import UNKNOWN

P1 = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
TC = Layer("z[i] = sum(j, w[j]*x[i-j])", x="n", w="m", z="n+m-1")
TV = Layer("z[i] = sum(j, w[j]*x[i+m-1-j])", x="n", w="m", z="n-m+1")
S = Layer("z[i] = sum(j, w[j]*x[s*i+j])", x="n", w="m", z="(n-m)//s+1")
SD = Layer("z[i] = sum(j, w[j]*x[s*i+d*j])", x="n", w="m", z="(n-d*(m-1)-1)//s+1")
SDP = Layer("z[i] = sum(j, w[j]*x[s*i+d*j-p])", x="n", w="m", z="(n+2*p-d*(m-1)-1)//s+1")
PD = Layer("z[i] = sum(j, w[j]*x[i+j-p])", x="n", w="m", z="n+2*p-m+1")
B1 = Layer("z[i] = b + sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1", b="")
D2 = Layer("z[i,j] = sum(u,v, w[u,v]*x[i+u,j+v])", x="h, l", w="m, r", z="h-m+1, l-r+1")
SQ2 = Layer("z[i,j] = sum(u,v, w[u,v]*x[i+u,j+v])", x="n, n", w="m, m", z="n-m+1, n-m+1")
C1 = Layer("z[o,i] = b[o] + sum(c,j, w[o,c,j]*x[c,i+j])", x="c, n", w="o, c, m", z="o, n-m+1", b="o")
BN = Layer("z[t,o,i] = b[o] + sum(c,j, w[o,c,j]*x[t,c,i+j])", x="t, c, n", w="o, c, m", z="t, o, n-m+1", b="o")
C2 = Layer(
    "z[o,i,j] = b[o] + sum(c,u,v, w[o,c,u,v]*x[c,i+u,j+v])", x="c, h, l", w="o, c, m, r", z="o, h-m+1, l-r+1", b="o"
)
S2 = Layer(
    "z[o,i,j] = sum(c,u,v, w[o,c,u,v]*x[c,s*i+d*u,s*j+d*v])",
    x="c, h, l",
    w="o, c, m, r",
    z="o, (h-d*(m-1)-1)//s+1, (l-d*(r-1)-1)//s+1",
)
SP2 = Layer(
    "z[o,i,j] = sum(c,u,v, w[o,c,u,v]*x[c,s*i+u-p,s*j+v-p])",
    x="c, h, l",
    w="o, c, m, r",
    z="o, (h+2*p-m)//s+1, (l+2*p-r)//s+1",
)
S3 = Layer(
    "z[o,i,j,l] = sum(c,u,v,t, w[o,c,u,v,t]*x[c,s*i+d*u-p,s*j+d*v-p,s*l+d*t-p])",
    x="c, h, g, q",
    w="o, c, m, r, k",
    z="o, (h+2*p-d*(m-1)-1)//s+1, (g+2*p-d*(r-1)-1)//s+1, (q+2*p-d*(k-1)-1)//s+1",
)
S2D = Layer("z[i,j] = sum(u,v, w[u,v]*x[s*i+u,s*j+v])", x="h, l", w="m, r", z="(h-m)//s+1, (l-r)//s+1")
A1 = Layer(["z[i] = b + sum(j, w[j]*x[i+j])", "a[i] = sigma(z[i])"], x="n", w="m", z="n-m+1", a="n-m+1", b="")
MX = Layer("z[i] = max(j=0..m-1, x[s*i+j])", x="n", z="(n-m)//s+1")
AV = Layer("z[i] = 1/m*sum(j=0..m-1, x[s*i+j])", x="n", z="(n-m)//s+1")
AV2 = Layer("z[i,j] = 1/m^2*sum(u=0..m-1, v=0..m-1, x[i+u,j+v])", x="h, l", z="h-m+1, l-m+1")
G = Layer("z[g,o,i] = sum(c,j, w[g,o,c,j]*x[g,c,i+j])", x="g, c, n", w="g, o, c, m", z="g, o, n-m+1")
GC = Layer("z[g,o,i] = sum(c,j, w[g,o,c,j]*x[q*g+c,i+j])", x="q*h, n", w="h, o, q, m", z="h, o, n-m+1")
MU = Layer("z[o,i] = sum(j, w[o,j]*x[o//2,i+j])", x="h, n", w="2*h, m", z="2*h, n-m+1")
GC2 = Layer("z[g,i,j] = sum(c,u,v, w[g,c,u,v]*x[e*g+c,i+u,j+v])", x="e*f, h, l", w="f, e, m, r", z="f, h-m+1, l-r+1")
SQ = Layer(["z[i] = sum(j, w[j]*x[i+j])", "t = sum(i, z[i]^2)"], x="n", w="m", z="n-m+1", t="")
PP = Layer(
    ["y[i] = sum(j, v[j]*x[i+j])", "a[i] = sigma(y[i])", "z[i] = sum(j, w[j]*a[i+j-p])"],
    x="n",
    v="m",
    y="n-m+1",
    a="n-m+1",
    w="r",
    z="n-m+2+2*p-r",
)
DE = Layer("z[i] = b[i] + sum(k, W[i,k]*x[k])", x="n", W="m, n", z="m", b="m")
AU = Layer("z[i] = sum(j, x[j]*x[i+j])", x="n", z="n")
TR = Layer("z[k] = sum(i, x[i]*w[k-s*i])", x="n", w="m", z="s*(n-1)+m")
TH = Layer(["z[i] = w*x[i]", "a[i] = tanh(z[i])"], x="n", w="", z="n", a="n")
LC = Layer("z[i] = b[i] + sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1", b="n-m+1")
TOTAL = Layer("t = sum(k, q, delta[k-q]*w[q])", delta="h", w="m", t="", given={"loss": "t"})
F1 = Layer("z[i] = sum(j, w[j]*x[i+j-1])", x="n", w="m", z="n-m+1", first_index=1)
X, W = "dL/dx[k]", "dL/dw[j]"
X3, W3 = "dL/dx[c,a,e,f]", "dL/dw[o,c,u,v,t]"
X2, W2 = "dL/dx[p,q]", "dL/dw[u,v]"
CX, CW = "dL/dx[c,p,q]", "dL/dw[o,c,u,v]"

ROWS = [
    (P1, "z[i]", "conv(x,w,valid)", "needless-flip"),
    (P1, "z[i]", "sum(j, w[j]*x[i-j])", "needless-flip"),
    (P1, "z[i]", "sum(j, w[m-1-j]*x[i+j])", "needless-flip"),
    (D2, "z[i,j]", "conv(x,w,valid)", "needless-flip"),
    (D2, "z[i,j]", "sum(u,v, w[m-1-u,r-1-v]*x[i+u,j+v])", "needless-flip"),
    (D2, "z[i,j]", "sum(u,v, w[m-1-u,v]*x[i+u,j+v])", "flipped-one-axis"),
    (TC, "z[i]", "corr(x,w,full)", "no-flip"),
    (TC, "z[i]", "sum(j, w[j]*x[i+j])", "no-flip"),
    (TV, "z[i]", "sum(j, w[j]*x[i+j])", "no-flip"),
    (TV, "z[i]", "corr(x,w)", "no-flip"),
    (SQ2, X2, "sum(u,v, delta[p-u,q-v]*w[v,u])", "swapped-axes"),
    (SQ2, X2, "sum(u,v, delta[p+u-m+1,q+v-m+1]*w[v,u])", "no-flip"),
    (SQ2, X2, "corr(pad(delta,m-1),T(w))", "no-flip"),
    (SQ2, X2, "conv(delta,T(w),full)", "swapped-axes"),
    (SQ2, X2, "corr(delta,T(w),full)", "no-flip"),
    (SQ2, X2, "sum(u,v, delta[p-m+1+u,q-m+1+v]*w[v,m-1-u])", "flipped-one-axis"),
    (SQ2, X2, "corr(delta, flip(T(w)), full)", "swapped-axes"),
    (P1, W, "sum(i, delta[i]*x[i-j])", "needless-flip"),
    (P1, W, "sum(i, delta[i]*x[i+m-1-j])", "needless-flip"),
    (P1, W, "flip(corr(x,delta))", "needless-flip"),
    (P1, W, "corr(x,delta)[j+1]", "off-by-one"),
    (P1, "z[i]", "corr(x,w)[i+1]", "off-by-one"),
    (P1, W, "sum(i, delta[n-m-i]*x[i+j])", "needless-flip"),
    (P1, W, "corr(flip(x),delta)", "needless-flip"),
    (P1, X, "corr(delta,w,full)", "no-flip"),
    (P1, X, "conv(delta,flip(w),full)", "no-flip"),
    (P1, X, "sum(j, delta[k+j]*w[j])", "no-flip"),
    (P1, X, "sum(i, delta[i]*w[i-k])", "no-flip"),
    (P1, X, "sum(i, delta[i]*w[i+k])", "no-flip"),
    (P1, X, "sum(j, delta[k-j]*w[m-1-j])", "no-flip"),
    (P1, X, "sum(j, delta[k-m+1+j]*w[j])", "no-flip"),
    (P1, X, "sum(j, delta[j-k]*w[j])", "no-flip"),
    (D2, X2, "corr(delta,w,full)", "no-flip"),
    (D2, X2, "conv(delta,rot180(w),full)", "no-flip"),
    (D2, X2, "sum(u,v, delta[p+u,q+v]*w[u,v])", "no-flip"),
    (D2, X2, "sum(i,j, delta[i,j]*w[i-p,j-q])", "no-flip"),
    (D2, X2, "sum(i,j, delta[i,j]*w[p-i,j-q])", "flipped-one-axis"),
    (D2, X2, "sum(u,v, delta[p-u,q+v]*w[u,v])", "flipped-one-axis"),
    (D2, X2, "sum(u,v, delta[p-u,q-v]*w[m-1-u,v])", "flipped-one-axis"),
    (P1, X, "sum(i,j, delta[i]*w[m-1-j]*[i+j==k])", "no-flip"),
    (P1, X, "sum(i, delta[i]*w[m-1-k+i])", "no-flip"),
    (C2, CX, "sum(o,u,v, delta[o,p+u,q+v]*w[o,c,u,v])", "no-flip"),
    (C2, CX, "sum(o,u,v, delta[o,p-u,q-v]*w[c,o,u,v])", "swapped-axes"),
    (C2, CX, "sum(o,u,v, delta[o,p-u,q-v]*w[o,c,v,u])", "swapped-axes"),
    (TC, X, "sum(j, delta[k-j]*w[j])", "needless-flip"),
    (TC, X, "conv(delta,w,full)", "needless-flip"),
    (TC, X, "sum(j, delta[k+j]*w[j])", "correct"),
    (TC, X, "corr(delta,w)", "correct"),
    (TC, X, "conv(delta,w,valid)", "needless-flip"),
    (C2, CX, "sum(o,u,v, delta[o,p-u,q-v]*w[o,4-c,u,v])", None),
    (P1, X, "corr(pad(delta,m-1),flip(w))", "correct"),
    (P1, X, "sum(i, delta[i]*sum(j, w[j]*[i+j<=k]))", "wrong-range"),
    (P1, X, "sum(i, j, delta[i]*w[j]*[i+j>k])", "wrong-range"),
    (P1, W, "corr(x, delta)[j+m]", None),
    (P1, X, "[k<n-m+1]*sum(j, delta[k-j]*w[j])", "valid-not-full"),
    (P1, X, "conv(delta,w,valid)", "valid-not-full"),
    (P1, X, "conv(delta,w,same)", "valid-not-full"),
    (D2, X2, "conv(delta,w,valid)", "valid-not-full"),
    (P1, X, "[m-1<=k]*[k<=n-m]*sum(j, delta[k-j]*w[j])", "valid-not-full"),
    (P1, X, "sum(j, delta[k-m+1+j]*w[m-j])", "counts-from-one"),
    (P1, X, "sum(j, delta[k-j-1]*w[j])", "off-by-one"),
    (P1, X, "sum(j, delta[k-j]*w[j+1])", "counts-from-one"),
    (P1, X, "sum(i, delta[i]*w[k-i-1])", "off-by-one"),
    (P1, X, "sum(j, delta[k-j+2]*w[j])", "off-by-one"),
    (P1, W, "sum(i, delta[i]*x[i+j+1])", "off-by-one"),
    (P1, W, "sum(i, delta[i]*x[i+j-1])", "counts-from-one"),
    (D2, X2, "sum(u,v, delta[p-u-1,q-v-1]*w[u,v])", "off-by-one"),
    (D2, X2, "sum(u,v, delta[p-u-1,q-v]*w[u,v])", "off-by-one"),
    (P1, "z[i]", "sum(j=1..m, w[j]*x[i+j-1])", "counts-from-one"),
    (P1, X, "sum(j=1..m, delta[k-j+1]*w[j])", "counts-from-one"),
    (P1, W, "sum(i=1..n-m+1, delta[i]*x[i+j-1])", "counts-from-one"),
    (P1, X, "sum(j, delta[k-j+1]*w[j])", "counts-from-one"),
    (D2, "z[i,j]", "sum(u=1..m, v=1..r, w[u,v]*x[i+u-1,j+v-1])", "counts-from-one"),
    (P1, X, "sum(j=0..m, delta[k-j]*w[j])", "correct"),
    (D2, X2, "sum(u=1..m-1, v=1..r-1, delta[p-u,q-v]*w[u,v])", "wrong-range"),
    (S2D, X2, "sum(u=0..m-2, v=0..r-2, delta[(p-u)/s,(q-v)/s]*w[u,v])", "wrong-range"),
    (C2, CX, "sum(o, u=1..m-1, v=1..r-1, delta[o,p-u,q-v]*w[o,c,u,v])", "wrong-range"),
    (S, X, "sum(j, delta[k-j]*w[j])", "stride-ignored"),
    (S, X, "conv(delta,w,full)", "stride-ignored"),
    (S, X, "sum(i, delta[i]*w[k-i])", "stride-ignored"),
    (S, X, "sum(j, delta[s*k-j]*w[j])", "misplaced-step"),
    (S, X, "sum(j, delta[(k-s*j)]*w[j])", "misplaced-step"),
    (S, X, "sum(j, delta[k/s-j]*w[j])", "misplaced-step"),
    (S, X, "sum(j, delta[(k-j)//s]*w[j])", None),
    (S, X, "sum(w[j]*delta[(k-j)//s] for j in range(m) if (k-j) % s == 0)", "correct"),
    (S, X, "sum(i,j, delta[i]*w[j]*[i==(k-j)//s]*[(k-j)%s==0])", "unfinished"),
    (S, X, "sum(j, delta[s*(k-j)]*w[j])", "misplaced-step"),
    (S, W, "sum(i, delta[i]*x[i+j])", "stride-ignored"),
    (S, W, "sum(i, delta[i]*x[i+s*j])", "misplaced-step"),
    (S, W, "sum(i, delta[i]*x[s*(i+j)])", "misplaced-step"),
    (S, W, "corr(x,delta)", "stride-ignored"),
    (S, W, "corr(x,dilate(delta,s))", "correct"),
    (S, X, "conv(dilate(delta,s),w,full)", "correct"),
    (S, "z[i]", "sum(j, w[j]*x[i+j])", "stride-ignored"),
    (S, "z[i]", "sum(j, w[j]*x[i+s*j])", "misplaced-step"),
    (SD, X, "sum(j, delta[(k-j)/s]*w[j])", "dilation-ignored"),
    (SD, X, "sum(j, delta[(k-s*j)/d]*w[j])", "misplaced-step"),
    (SD, X, "sum(j, delta[k-j]*w[j])", "stride-ignored"),
    (SD, W, "sum(i, delta[i]*x[s*i+j])", "dilation-ignored"),
    (SD, W, "sum(i, delta[i]*x[d*i+s*j])", "misplaced-step"),
    (SD, W, "sum(i, delta[i]*x[i+j])", "stride-ignored"),
    (SDP, X, "sum(j, delta[(k-d*j)/s]*w[j])", "padding-ignored"),
    (SDP, X, "sum(j, delta[k-j]*w[j])", "stride-ignored"),
    (SDP, W, "sum(i, delta[i]*x[s*i+d*(j+1)-p])", "off-by-one"),
    (SD, "z[i]", "sum(j, w[j]*x[s*(i+1)+d*j])", "off-by-one"),
    (SDP, W, "sum(i, delta[i]*x[i+j])", "stride-ignored"),
    (S, X, "sum(j, delta[k+j]*w[j])", "stride-ignored"),
    (SDP, X, "sum(j, delta[(k-p-d*j)/s]*w[j])", "misplaced-step"),
    (SDP, X, "sum(j, delta[(k-d*j)/s+p]*w[j])", "misplaced-step"),
    (SDP, X, "sum(j, delta[(k+p-d*j)]*w[j])", "stride-ignored"),
    (SDP, W, "sum(i, delta[i]*x[s*i+d*j])", "padding-ignored"),
    (SDP, W, "sum(i, delta[i]*x[s*i+d*j+p])", "misplaced-step"),
    (S2, CX, "sum(o,u,v, delta[o,p-d*u,q-d*v]*w[o,c,u,v])", "stride-ignored"),
    (S2, CX, "sum(o,u,v, delta[o,(p-u)/s,(q-v)/s]*w[o,c,u,v])", "dilation-ignored"),
    (S2, CX, "sum(o,u,v, delta[o,s*p-d*u,s*q-d*v]*w[o,c,u,v])", "misplaced-step"),
    (SP2, "dL/dx[c,f,q]", "sum(o,u,v, delta[o,(f-p-u)/s,(q-p-v)/s]*w[o,c,u,v])", "misplaced-step"),
    (S2, CW, "sum(i,j, delta[o,i,j]*x[c,i+d*u,j+d*v])", "stride-ignored"),
    (S2, CW, "sum(i,j, delta[o,i,j]*x[c,d*i+s*u,d*j+s*v])", "misplaced-step"),
    (S2D, X2, "sum(u,v, delta[(p-u)/s,q-v]*w[u,v])", "stride-ignored"),
    (S3, X3, "sum(o,u,v,t, delta[o,(a+p-d*u)/s,(e+p-d*v)/s,(f+p-d*t)/s]*w[o,c,u,v,t])", "correct"),
    (S3, X3, "sum(o,u,v,t, delta[o,(a-d*u)/s,(e-d*v)/s,(f-d*t)/s]*w[o,c,u,v,t])", "padding-ignored"),
    (S3, X3, "sum(o,u,v,t, delta[o,(a+p-u)/s,(e+p-v)/s,(f+p-t)/s]*w[o,c,u,v,t])", "dilation-ignored"),
    (S3, X3, "sum(o,u,v,t, delta[o,(a-p-d*u)/s,(e-p-d*v)/s,(f-p-d*t)/s]*w[o,c,u,v,t])", "misplaced-step"),
    (S3, X3, "sum(o,u,v,t, delta[o,s*(a+p-d*u),s*(e+p-d*v),s*(f+p-d*t)]*w[o,c,u,v,t])", "misplaced-step"),
    (S3, X3, "sum(o,u,v,t, delta[o,(a+p-d*u-1)/s,(e+p-d*v-1)/s,(f+p-d*t-1)/s]*w[o,c,u,v,t])", "off-by-one"),
    (S3, X3, "sum(o,u,v,t, delta[o,(a+p-d*u)/s,(e+p-d*v)/s+1,(f+p-d*t)/s]*w[o,c,u,v,t])", "off-by-one"),
    (S3, X3, "sum(u,v,t, delta[c,(a+p-d*u)/s,(e+p-d*v)/s,(f+p-d*t)/s]*w[c,c,u,v,t])", "missing-sum"),
    (
        S3,
        X3,
        "sum(o,u=1..m-1,v=1..r-1,t=1..k-1, delta[o,(a+p-d*u)/s,(e+p-d*v)/s,(f+p-d*t)/s]*w[o,c,u,v,t])",
        "wrong-range",
    ),
    (S3, W3, "sum(i,j,l, delta[o,i,j,l]*x[c,s*i+d*u,s*j+d*v,s*l+d*t])", "padding-ignored"),
    (S3, W3, "sum(i,j,l, delta[o,i,j,l]*x[c,d*i+s*u-p,d*j+s*v-p,d*l+s*t-p])", "misplaced-step"),
    (S3, W3, "sum(i,j,l, delta[o,i,j,l]*x[c,s*i-d*u-p,s*j-d*v-p,s*l-d*t-p])", "needless-flip"),
    (C2, CX, "sum(u,v, delta[0,p-u,q-v]*w[0,c,u,v])", "missing-sum"),
    (C2, CX, "sum(u,v, delta[c,p-u,q-v]*w[c,c,u,v])", "missing-sum"),
    (C2, CX, "sum(o,c,u,v, delta[o,p-u,q-v]*w[o,c,u,v])", "unreadable"),
    (C2, CX, "sum(o,e,u,v, delta[o,p-u,q-v]*w[o,e,u,v])", "extra-sum"),
    (C2, CW, "sum(i,j,e, delta[e,i,j]*x[c,i+u,j+v])", "extra-sum"),
    (C2, CW, "sum(i,j,e, delta[o,i,j]*x[e,i+u,j+v])", "extra-sum"),
    (P1, W, "sum(i, delta[i]*x[n-1-i-j])", "needless-flip"),
    (P1, W, "sum(i, delta[i]*x[i+j])/(n-m+1)", "wrong-scale"),
    (B1, "dL/db", "sum(i, delta[i])/(n-m+1)", "wrong-scale"),
    (B1, "dL/db", "1", "no-chain-rule"),
    (B1, "dL/db", "n-m+1", "no-chain-rule"),
    (B1, "dL/db", "delta[0]", "missing-sum"),
    (B1, "dL/db", "sum(i, delta[i]*w[i])", None),
    (B1, "dL/db", "sum(i, z[i])", "wrong-array"),
    (C2, CW, "sum(i,j, delta[c,i,j]*x[o,i+u,j+v])", "swapped-axes"),
    (C1, "dL/dw[o,c,j]", "sum(i, delta[c,i]*x[o,i+j])", "swapped-axes"),
    (C2, "dL/db[o]", "sum(i,j,e, delta[e,i,j])", "extra-sum"),
    (C2, "dL/db[o]", "sum(i, delta[o,i,0])", "missing-sum"),
    (C2, "dL/db[o]", "sum(i,j, delta[o,i,j])/((h-m+1)*(l-r+1))", "wrong-scale"),
    (BN, "dL/db[o]", "sum(t,i, delta[t,o,i])/t", "wrong-scale"),
    (BN, "dL/db[o]", "sum(i, delta[0,o,i])", "missing-sum"),
    (LC, "dL/db[i]", "sum(i, delta[i])", "unreadable"),
    (LC, "dL/db[i]", "sum(j, delta[j])", "extra-sum"),
    (MX, X, "sum(i, delta[i]*[x[k]==z[i]])", "correct"),
    (MX, X, "sum(i, delta[i]*[x[k]==z[i]]*[s*i<=k]*[k<=s*i+m-1])", "correct"),
    (AV, X, "sum(j=0..m-1, delta[(k-j)/s])/m", "correct"),
    (AV, X, "sum(j=0..m-1, delta[(k-j)/s])", "wrong-scale"),
    (AV, X, "1/m", "no-chain-rule"),
    (AV, X, "delta[k]/m", "stride-ignored"),
    (AV, X, "sum(j=0..m-1, delta[(k-j)/s])/(m*m)", "wrong-scale"),
    (AV, X, "sum(j=0..m-1, delta[k-j])/m", "stride-ignored"),
    (AV2, X2, "sum(u=0..m-1,v=0..m-1, delta[p-u,q-v])/m", "wrong-scale"),
    (AV, X, "sum(i, delta[i])/m", "wrong-range"),
    (AV, X, "sum(j, delta[(k-j)/s])/m", "wrong-range"),
    (AV, X, "sum(i, delta[i]*[s*i<=k])/m", "wrong-range"),
    (AV, X, "sum(i, delta[i])", "wrong-range"),
    (AV, X, "sum(i, sum(j=0..m-1, delta[i]))/m", "extra-sum"),
    (AV2, X2, "sum(i,j, delta[i,j])/m^2", "wrong-range"),
    (AV2, X2, "sum(i=p-m+1..p, j, delta[i,j])/m^2", "wrong-range"),
    (MX, X, "sum(j=0..m-1, delta[(k-j)/s]*[x[k]==z[k-j]])", None),
    (MX, X, "sum(j=1..m-1, delta[(k-j)/s]*[x[k]==z[(k-j)/s]])", "wrong-range"),
    (MX, X, "sum(j=0..m-2, delta[(k-j)/s]*[x[k]==z[(k-j)/s]])", "wrong-range"),
    (C2, "z[o,i,j]", "b[o]+sum(c,u,v, w[o,0,u,v]*x[c,i+u,j+v])", None),
    (C2, "z[o,i,j]", "b[o]+sum(c,u,v, w[o,c,u,v]*x[c,i+u,j+v])/c", None),
    (C2, "z[o,i,j]", "sum(c,u,v, w[o,c,u,v]*x[c,i+u,j+v])", "missing-term"),
    (C2, "z[o,i,j]", "b[o]+sum(c, u=0..m-1, v=0..r-1, x[c,i+u,j+v])", "missing-factor"),
    (B1, "z[i]", "b+sum(j=0..m-1, x[i+j])", "missing-factor"),
    (C2, "z[o,i,j]", "sum(c,u,v, (w[o,c,u,v]+b[o])*x[c,i+u,j+v])", None),
    (C2, "z[o,i,j]", "sum(c,u,v, w[o,c,u,v]*x[c,i+u,j+v]+b[o])", "unreadable"),
    (G, "dL/dx[g,c,k]", "sum(e,o,j, delta[e,o,k-j]*w[e,o,c,j])", "extra-sum"),
    (G, "dL/dw[g,o,c,j]", "sum(e,i, delta[e,o,i]*x[e,c,i+j])", "extra-sum"),
    (A1, X, "sum(j, delta[k-j]*w[j])", "missing-factor"),
    (A1, X, "sum(j, sigma'(z[k-j])*w[j])", "no-chain-rule"),
    (A1, X, "sum(j, delta[k-j]*sigma(z[k-j])*w[j])", None),
    (A1, X, "sum(j, delta[k-j]*sigma'(a[k-j])*w[j])", "wrong-array"),
    (A1, X, "sum(j, delta[k-j]*sigma'(x[k-j])*w[j])", "wrong-array"),
    (A1, X, "sum(j, delta[k+j]*sigma'(z[k+j])*w[j])", "no-flip"),
    (A1, X, "sum(j, delta[k-j]*sigma'(z[k])*w[j])", None),
    (A1, X, "sigma'(z[k])*sum(j, delta[k-j]*w[j])", None),
    (A1, W, "sum(i, delta[i]*x[i+j])", "missing-factor"),
    (A1, "dL/dz[i]", "delta[i]", "missing-factor"),
    (A1, "dL/dz[i]", "sigma'(z[i])", "no-chain-rule"),
    (A1, "dL/dz[i]", "delta[i]*a[i]*(1-a[i])", None),
    (A1, "dL/db", "sum(i, delta[i])", "missing-factor"),
    (TH, "dL/dx[i]", "delta[i]*(1-a[i]^2)*w", "correct"),
    (TH, "dL/dx[i]", "delta[i]*w", "missing-factor"),
    (TH, "dL/dx[i]", "delta[i]*(1-a[i])*w", None),
    (TH, "dL/dx[i]", "delta[i]*(1-z[i]^2)*w", "wrong-array"),
    (TH, "dL/dw", "sum(i, delta[i]*(1-a[i]^2)*x[i])", "correct"),
    (TH, "dL/dw", "sum(i, delta[i]*(1-tanh(z[i])^2)*x[i])", "correct"),
    (AU, X, "sum(j, delta[j]*x[k+j])", "missing-term"),
    (AU, X, "sum(j, delta[k-j]*x[j])", "missing-term"),
    (AU, X, "2*sum(i, delta[i]*x[k+i])", "no-flip"),
    (TR, "dL/dx[i]", "sum(k, delta[k]*w[k-i])", "stride-ignored"),
    (TR, "dL/dx[i]", "sum(j, delta[s*i-j]*w[j])", "needless-flip"),
    (TR, W, "sum(i, delta[i+j]*x[i])", "stride-ignored"),
    (GC, "dL/dx[e,k]", "sum(g,o,j, delta[g,o,k+j]*w[g,o,e-q*g,j])", "no-flip"),
    (GC, "dL/dx[e,k]", "sum(g,o,j, delta[g,o,k-j]*w[g,o,e-q*g,m-1-j])", "no-flip"),
    (GC, "z[g,o,i]", "sum(c,j, w[g,o,c,j]*x[q*g+c,i-j])", "needless-flip"),
    (GC, "dL/dw[g,o,c,j]", "sum(i, delta[g,o,i]*x[q*g+c,i+m-1-j])", "needless-flip"),
    (MU, "dL/dx[c,k]", "sum(j,o, delta[o,k+j]*w[o,j]*[c==o//2])", "no-flip"),
    (GC2, "dL/dx[c,p,q]", "sum(g,u,v, delta[g,p+u,q+v]*w[g,c-e*g,u,v])", "no-flip"),
    (GC2, "dL/dx[c,p,q]", "sum(g,u,v, delta[g,p-u,q+v]*w[g,c-e*g,u,v])", "flipped-one-axis"),
    (SQ, "dt/dx[k]", "2*sum(i, sum(j, w[j]*x[i+j])*w[k-i])", "wrong-range"),
    (SQ, "dt/dw[l]", "2*sum(i, sum(j, w[j]*x[i+j])*x[i+l])", "wrong-range"),
    (SQ, "dt/dx[k]", "2*sum(i, z[i]*w[i-k])", "no-flip"),
    (PP, "dL/dv[j]", "sum(i, sum(u, delta[i+p-u]*w[u])*sigma'(y[i])*x[i+j])", "wrong-range"),
    (DE, X, "sum(i, W[k,i]*delta[i])", "swapped-axes"),
    (DE, X, "W @ delta", "swapped-axes"),
    (DE, X, "T(W) @ delta", "correct"),
    (DE, X, "sum(i, W[i,k])", "no-chain-rule"),
    (DE, "dL/dW[i,k]", "delta[k]*x[i]", "swapped-axes"),
    (DE, "dL/dW[i,k]", "x[k]", "no-chain-rule"),
    (DE, "dL/dW[i,k]", "delta[i]", "missing-factor"),
    (DE, "dL/dW[i,k]", "sum(e, delta[e]*x[k])", "extra-sum"),
    (P1, X, "sum(j, w[j]*x[k+j])", "wrong-operation"),
    (P1, X, "z[k]", "wrong-operation"),
    (P1, X, "delta[k]", "wrong-operation"),
    (P1, W, "sum(j, delta[k-j]*w[j])", "unreadable"),
    (P1, W, "sum(i, delta[j-i]*w[i])", "wrong-operation"),
    (P1, X, "sum(j, z[k-j]*w[j])", "wrong-array"),
    (P1, X, "sum(j, delta[k-j]*x[j])", "wrong-array"),
    (P1, X, "sum(j, delta[k-j]*delta[j])", "wrong-array"),
    (P1, X, "sum(i, delta[k-i]*x[i])", "wrong-array"),
    (P1, W, "sum(i, delta[i]*w[i+j])", "wrong-array"),
    (P1, W, "sum(i, z[i]*x[i+j])", "wrong-array"),
    (P1, X, "sum(j, delta[k-j])", "missing-factor"),
    (P1, X, "sum(j=0..m-1, delta[k-j])", "missing-factor"),
    (P1, X, "delta[k]*w[0]", "missing-sum"),
    (P1, X, "sum(j, delta[k-j]*w[k])", None),
    (P1, X, "sum(j, delta[k]*w[j])", None),
    (P1, X, "sum(i,j, delta[i]*w[j])", "extra-sum"),
    (P1, X, "sum(i, delta[i])", "missing-factor"),
    (P1, "dz[i]/dx[k]", "sum(j, w[j])", "extra-sum"),
    (P1, "dz[i]/dx[k]", "w[k-i]*x[k]", None),
    (P1, "dz[i]/dx[k]", "w[i-k]", "no-flip"),
    (P1, "dz[i]/dx[k]", "w[m-1-k+i]", "no-flip"),
    (P1, "dz[i]/dw[j]", "x[i-j]", "needless-flip"),
    (P1, "dz[i]/dw[j]", "x[j-i]", "needless-flip"),
    (TC, "dz[i]/dx[k]", "w[k-i]", "needless-flip"),
    (SDP, "dz[i]/dw[j]", "x[s*i-d*j-p]", "needless-flip"),
    (SDP, "dz[i]/dx[k]", "w[(s*i-k+p)/d]", "no-flip"),
    (D2, "dz[i,j]/dx[p,q]", "w[i-p,j-q]", "no-flip"),
    (D2, "dz[i,j]/dx[p,q]", "w[i-p,q-j]", "flipped-one-axis"),
    (D2, "dz[i,j]/dw[u,v]", "x[i-u,j-v]", "needless-flip"),
    (D2, "dz[i,j]/dw[u,v]", "x[i-u,j+v]", "flipped-one-axis"),
    (S2D, "dz[i,j]/dx[p,q]", "w[s*i-p,s*j-q]", "no-flip"),
    (S2D, "dz[i,j]/dx[p,q]", "w[s*i-p,q-s*j]", "flipped-one-axis"),
    (P1, "dz[i]/dx[k]", "w[k]", None),
    (P1, "dz[i]/dx[k]", "1", None),
    (P1, "dz[i]/dx[k]", "x[k]", None),
    (P1, X, "sum(j, delta[k-j]*w[j]*x[k])", None),
    (P1, X, "sum(j, delta[k-j]*w[j])*x[k]", None),
    (P1, X, "sum(j, delta[k-j]*w[j]^2)", None),
    (P1, X, "sum(j, delta[k-j]*w[j]) + 1", None),
    (P1, X, "delta[0]*w[0]", None),
    (P1, X, "0", None),
    (P1, X, "1", None),
    (P1, X, "k", None),
    (F1, X, "sum(j, delta[k-j+1]*w[j])", "correct"),
    (F1, X, "sum(j, delta[k-j]*w[j])", "off-by-one"),
    (F1, X, "conv(delta,w,full)", "correct"),
    (F1, W, "corr(x,delta)", "correct"),
    (F1, X, "sum(j=0..m-1, delta[k-j]*w[j])", "off-by-one"),
    (F1, "z[i]", "sum(j=0..m-1, w[j]*x[i+j])", "off-by-one"),
]
FETCHED = [
    (B1, "dL/db", "w[0]", "of a sum over delta neither the sum nor delta is left"),
    (B1, "dL/db", "x[0]", "the same"),
    (TOTAL, "dt/dw[j]", "h*delta[j]", "a sum over delta[j] gives it h times: no sum is left out"),
    (TOTAL, "dt/dw[j]", "delta[j]/h", "a mean of one thing"),
    (A1, "dL/dz[i]", "delta[i]*x[i]", "a for x mends nothing: the right answer reads no a"),
]
VERDICTS = ("correct", "unfinished", "unreadable")


@pytest.mark.parametrize(("layer", "wanted", "answer", "name"), ROWS, ids=lambda each: str(each)[:60])
def test_named(layer, wanted, answer, name):
    found = layer.check(wanted, answer)
    if name in VERDICTS:
        assert (found.verdict, found.counterexample) == (name, None), str(found)
    else:
        assert (found.verdict, found.misconception) == ("wrong", name), str(found)
        assert found.counterexample is not None


@pytest.mark.parametrize(("layer", "wanted", "answer", "why"), FETCHED)
def test_two_mistakes_that_nobody_would_recognise_are_not_said(layer, wanted, answer, why):
    found = layer.check(wanted, answer)
    assert (found.verdict, found.misconception, found.message) == ("wrong", None, UNKNOWN), why


def test_a_sum_left_out_of_something_counted_twice_is_still_said():
    assert TOTAL.check("dt/dw[j]", "2*delta[j]").misconception == "missing-sum"
