"""The layers that the engine is tested on, and what is wanted of each: one row a layer."""

from engine.layer import Layer

VALID = "z[i] = sum(j, w[j]*x[i+j])"
OUT = "(n-d*(m-1)-1)//s+1"
PADDED = "(n+2*p-d*(m-1)-1)//s+1"

LAYERS = {
    "plain": Layer(VALID, x="n", w="m", z="n-m+1"),
    "sizes that are numbers": Layer(VALID, x="7", w="3", z="5"),
    "plain, indices from 1": Layer("z[i] = sum(j, w[j]*x[i+j-1])", x="n", w="m", z="n-m+1", first_index=1),
    "stride and dilation": Layer("z[i] = sum(j, w[j]*x[s*i+d*j])", x="n", w="m", z=OUT),
    "padding": Layer("z[i] = sum(j, w[j]*x[s*i+d*j-p])", x="n", w="m", z=PADDED),
    "square": Layer("z[i] = x[i]*x[i]*w[0]", x="n", w="m", z="n"),
    "two dimensions": Layer("z[i,j] = sum(u,v, w[u,v]*x[i+u,j+v])", x="h, l", w="m, r", z="h-m+1, l-r+1"),
    "channels and bias": Layer(
        "z[o,i,j] = b[o] + sum(c,u,v, w[o,c,u,v]*x[c,i+u,j+v])",
        x="c, h, l",
        w="o, c, m, r",
        z="o, h-m+1, l-r+1",
        b="o",
    ),
    "batch, stride, padding": Layer(
        "z[b,o,i,j] = sum(c,u,v, w[o,c,u,v]*x[b,c,s*i+d*u-p,s*j+d*v-p])",
        x="b, c, h, l",
        w="o, c, m, r",
        z="b, o, (h+2*p-d*(m-1)-1)//s+1, (l+2*p-d*(r-1)-1)//s+1",
    ),
    "three dimensions": Layer(
        "z[o,i,j,l] = sum(c,u,v,t, w[o,c,u,v,t]*x[c,i+u,j+v,l+t])",
        x="c, h, g, q",
        w="o, c, m, r, k",
        z="o, h-m+1, g-r+1, q-k+1",
    ),
    "groups": Layer("z[g,o,i] = sum(c,j, w[g,o,c,j]*x[g,c,i+j])", x="g, c, n", w="g, o, c, m", z="g, o, n-m+1"),
    "dense": Layer("z[i] = b[i] + sum(k, W[i,k]*x[k])", x="n", W="m, n", z="m", b="m"),
    "outer product": Layer("z[i,j] = x[i]*y[j]", x="n", y="m", z="n, m"),
    "autocorrelation": Layer("z[i] = sum(j, x[j]*x[i+j])", x="n", z="n"),
    "bias and activation": Layer(
        ["z[i] = b + sum(j, w[j]*x[i+j])", "a[i] = sigma(z[i])"], x="n", w="m", z="n-m+1", a="n-m+1", b=""
    ),
    "two convolutions": Layer(
        ["y[i] = sum(j, v[j]*x[i+j])", "a[i] = sigma(y[i])", "z[i] = sum(j, w[j]*a[i+j])"],
        x="n",
        v="m",
        y="n-m+1",
        a="n-m+1",
        w="r",
        z="n-m-r+2",
    ),
    "max pooling": Layer("z[i] = max(j=0..m-1, x[s*i+j])", x="n", z="(n-m)//s+1"),
    "max pooling in the plane": Layer(
        "z[i,j] = max(u=0..m-1, v=0..m-1, x[s*i+u,s*j+v])", x="h, n", z="(h-m)//s+1, (n-m)//s+1"
    ),
    "mean pooling": Layer("z[i] = 1/m*sum(j=0..m-1, x[s*i+j])", x="n", z="(n-m)//s+1"),
    "transposed": Layer("z[k] = sum(i, x[i]*w[k-s*i])", x="n", w="m", z="s*(n-1)+m"),
    "true convolution": Layer("z[i] = sum(j, w[j]*x[i-j])", x="n", w="m", z="n+m-1"),
    "tanh": Layer(["z[i] = w*x[i]", "a[i] = tanh(z[i])"], x="n", w="", z="n", a="n"),
    "relu": Layer(["z[i] = sum(j, w[j]*x[i+j])", "a[i] = relu(z[i])"], x="n", w="m", z="n-m+1", a="n-m+1"),
}

WANTED = {
    "plain": ("dL/dx[k]", "dL/dw[j]", "z[i]", "dz[i]/dx[k]"),
    "sizes that are numbers": ("dL/dx[k]", "dL/dw[j]", "z[i]"),
    "plain, indices from 1": ("dL/dx[k]", "dL/dw[j]", "z[i]"),
    "stride and dilation": ("dL/dx[k]", "dL/dw[j]"),
    "padding": ("dL/dx[k]", "dL/dw[j]"),
    "square": ("dL/dx[k]", "dL/dw[j]"),
    "two dimensions": ("dL/dx[p,q]", "dL/dw[u,v]", "z[i,j]"),
    "channels and bias": ("dL/dx[c,p,q]", "dL/dw[o,c,u,v]", "dL/db[o]"),
    "batch, stride, padding": ("dL/dx[b,c,k,q]", "dL/dw[o,c,u,v]"),
    "three dimensions": ("dL/dx[c,p,q,r]", "dL/dw[o,c,u,v,t]"),
    "groups": ("dL/dx[g,c,k]", "dL/dw[g,o,c,j]"),
    "dense": ("dL/dx[k]", "dL/dW[i,k]", "dL/db[i]"),
    "outer product": ("dL/dx[i]", "dL/dy[j]"),
    "autocorrelation": ("dL/dx[k]",),
    "bias and activation": ("dL/dx[k]", "dL/dw[j]", "dL/db", "dL/dz[i]"),
    "two convolutions": ("dL/dx[k]", "dL/dv[j]", "dL/dw[j]", "dL/da[i]"),
    "max pooling": ("dL/dx[k]",),
    "max pooling in the plane": ("dL/dx[p,q]",),
    "mean pooling": ("dL/dx[k]",),
    "transposed": ("dL/dx[i]", "dL/dw[j]"),
    "true convolution": ("dL/dx[k]", "dL/dw[j]"),
    "tanh": ("dL/dx[i]", "dL/dw"),
    "relu": ("dL/dx[k]", "dL/dw[j]"),
}

ROWS = [(name, wanted) for name, all_wanted in WANTED.items() for wanted in all_wanted]
